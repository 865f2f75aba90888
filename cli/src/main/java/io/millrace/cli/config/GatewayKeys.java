package io.millrace.cli.config;

import java.util.List;
import java.util.Optional;

/** The keys {@code gateway.*}, beside {@code gateway.kafka.*}. */
final class GatewayKeys {
    static final Key HOST = key("gateway.host", ValueType.TEXT, "127.0.0.1", "Address the gateway listens on.");
    static final Key PORT = key("gateway.port", ValueType.PORT, "8480", "Port the gateway listens on.");
    static final Key PRINCIPAL = key(
            "gateway.principal", ValueType.PRINCIPAL, "Kafka principal the gateway runs as; plans grant its rights.");
    static final Key TOKENS = key("gateway.tokens.file", ValueType.PATH, "File of access tokens.");
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

    static final Key FILES = key("gateway.files", ValueType.FLAG, "false", "Whether files are taken.");
    static final Key FILES_DIRECTORY = key(
            "gateway.files.directory",
            ValueType.PATH,
            "Where a file lies, sealed, while it is loaded; default: uploads in state.directory.");
    static final Key FILES_MAX = key("gateway.files.max", ValueType.SIZE, "1GiB", "Most bytes of a file.");
    static final Key FILES_SNAPSHOTS = key(
            "gateway.files.snapshots",
            ValueType.TEXT,
            "Events, separated by commas, whose files may be full snapshots, which delete what they lack.");
    static final Key FILES_SNAPSHOT_KEY =
            key("gateway.files.snapshot.key.file", ValueType.PATH, "Key that seals remembered keys of full snapshots.");

    static final List<Key> ALL = List.of(
            HOST,
            PORT,
            PRINCIPAL,
            TOKENS,
            TLS_TERMINATED,
            BODY_MAX,
            EVENT_MAX,
            IN_FLIGHT_MAX,
            RATE,
            TIMEOUT,
            FILES,
            FILES_DIRECTORY,
            FILES_MAX,
            FILES_SNAPSHOTS,
            FILES_SNAPSHOT_KEY);

    private GatewayKeys() {}

    private static Key key(String name, ValueType type, String documentation) {
        return new Key(name, type, Optional.empty(), documentation);
    }

    private static Key key(String name, ValueType type, String defaultValue, String documentation) {
        return new Key(name, type, Optional.of(defaultValue), documentation);
    }
}
