package io.millrace.cli.config;

import java.util.List;
import java.util.Optional;

/** The keys {@code gateway.*}, beside {@code gateway.kafka.*}. */
final class GatewayKeys {
    static final Key HOST = key("gateway.host", ValueType.TEXT, "127.0.0.1", "Address the gateway listens on.");
    static final Key PORT = key("gateway.port", ValueType.PORT, "8480", "Port the gateway listens on.");
    static final Key TOKENS = key("gateway.tokens.file", ValueType.PATH, "File of access tokens.");
    static final Key KEYSTORE =
            key("gateway.tls.keystore.file", ValueType.PATH, "Key store with certificate and key of the gateway.");
    static final Key KEYSTORE_PASSWORD =
            key("gateway.tls.keystore.password", ValueType.SECRET, "Password of the key store.");
    static final Key KEYSTORE_PASSWORD_FILE =
            key("gateway.tls.keystore.password.file", ValueType.PATH, "File that holds the password of the key store.");
    static final Key CERTIFICATE =
            key("gateway.tls.certificate.file", ValueType.PATH, "Certificate chain of the gateway in PEM.");
    static final Key PRIVATE_KEY = key("gateway.tls.key.file", ValueType.PATH, "Private key of the gateway in PEM.");
    static final Key TLS_TERMINATED =
            key("gateway.tls.terminated", ValueType.FLAG, "false", "Whether a proxy in front of the gateway ends TLS.");
    static final Key BODY_MAX = key("gateway.body.max", ValueType.SIZE, "8MiB", "Most bytes of one request's body.");
    static final Key EVENT_MAX = key("gateway.event.max", ValueType.SIZE, "960KiB", "Most bytes of one event.");
    static final Key IN_FLIGHT_MAX = key(
            "gateway.inflight.max", ValueType.SIZE, "64MiB", "Most bytes of all requests that are not answered yet.");
    static final Key RATE =
            key("gateway.rate", ValueType.NUMBER, "0", "Most events per second of one token; 0: no bound.");
    static final Key TIMEOUT = key(
            "gateway.timeout",
            ValueType.DURATION,
            "10s",
            "Longest time a request may take to come, and the broker to confirm.");

    static final List<Key> ALL = List.of(
            HOST,
            PORT,
            TOKENS,
            KEYSTORE,
            KEYSTORE_PASSWORD,
            KEYSTORE_PASSWORD_FILE,
            CERTIFICATE,
            PRIVATE_KEY,
            TLS_TERMINATED,
            BODY_MAX,
            EVENT_MAX,
            IN_FLIGHT_MAX,
            RATE,
            TIMEOUT);

    private GatewayKeys() {}

    private static Key key(String name, ValueType type, String documentation) {
        return new Key(name, type, Optional.empty(), documentation);
    }

    private static Key key(String name, ValueType type, String defaultValue, String documentation) {
        return new Key(name, type, Optional.of(defaultValue), documentation);
    }
}
