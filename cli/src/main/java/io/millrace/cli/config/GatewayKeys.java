package io.millrace.cli.config;

import java.util.List;

/** The keys {@code gateway.*}, beside {@code gateway.kafka.*}. */
final class GatewayKeys {
    static final Key HOST = Key.of("gateway.host", ValueType.TEXT, "127.0.0.1", "Address the gateway listens on.");
    static final Key PORT = Key.of("gateway.port", ValueType.PORT, "8480", "Port the gateway listens on.");
    static final Key PRINCIPAL = Key.of(
            "gateway.principal", ValueType.PRINCIPAL, "Kafka principal the gateway runs as; plans grant its rights.");
    static final Key TOKENS = Key.of("gateway.tokens.file", ValueType.PATH, "File of access tokens.");
    static final Key TLS_TERMINATED = Key.of(
            "gateway.tls.terminated", ValueType.FLAG, "false", "Whether a proxy in front of the gateway ends TLS.");
    static final Key BODY_MAX = Key.of("gateway.body.max", ValueType.SIZE, "8MiB", "Most bytes of one request's body.");
    static final Key EVENT_MAX = Key.of("gateway.event.max", ValueType.SIZE, "960KiB", "Most bytes of one event.");
    static final Key IN_FLIGHT_MAX = Key.of(
            "gateway.inflight.max", ValueType.SIZE, "64MiB", "Most bytes of all requests that are not answered yet.");
    static final Key RATE =
            Key.of("gateway.rate", ValueType.NUMBER, "0", "Most events per second of one token; 0: no bound.");
    static final Key TIMEOUT = Key.of(
            "gateway.timeout",
            ValueType.DURATION,
            "10s",
            "Longest time a request may take to come, and the broker to confirm.");

    static final Key FILES = Key.of("gateway.files", ValueType.FLAG, "false", "Whether files are taken.");
    static final Key FILES_DIRECTORY = Key.of(
            "gateway.files.directory",
            ValueType.PATH,
            "Where a file lies, sealed, while it is loaded; default: uploads in state.directory.");
    static final Key FILES_MAX = Key.of("gateway.files.max", ValueType.SIZE, "1GiB", "Most bytes of a file.");
    static final Key FILES_SNAPSHOTS = Key.of(
            "gateway.files.snapshots",
            ValueType.TEXT,
            "Events, separated by commas, whose files may be full snapshots, which delete what they lack.");
    static final Key FILES_SNAPSHOT_KEY = Key.of(
            "gateway.files.snapshot.key.file", ValueType.PATH, "Key that seals remembered keys of full snapshots.");

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
}
