package io.millrace.cli.config;

import java.util.List;

/** The keys {@code management.*} and {@code logging.*}: how a process tells about itself. */
final class ManagementKeys {
    static final Key HOST =
            Key.of("management.host", ValueType.TEXT, "127.0.0.1", "Address the management port listens on.");
    static final Key PORT =
            Key.of("management.port", ValueType.PORT, "9464", "Port for health, readiness, metrics and status.");
    static final Key TOKEN =
            Key.of("management.token.file", ValueType.PATH, "File with the token that /metrics and /status ask for.");
    static final Key OPEN = Key.of(
            "management.open",
            ValueType.FLAG,
            "false",
            "Whether the management port may be reached from other machines without a token or TLS.");
    static final Key OTLP_URL = Key.of(
            "management.otlp.url",
            ValueType.HTTP_URL,
            "Where metrics are pushed to over OTLP; without it nothing is pushed.");
    static final Key OTLP_INTERVAL =
            Key.of("management.otlp.interval", ValueType.DURATION, "30s", "Time between two pushes over OTLP.");
    static final Key OTLP_HEADERS = Key.of(
            "management.otlp.headers",
            ValueType.SECRET_PAIRS,
            "Headers of each push over OTLP, such as authorization=Bearer ...");
    static final Key OTLP_HEADERS_FILE =
            Key.of("management.otlp.headers.file", ValueType.PATH, "File that holds these headers.");
    static final Key OTLP_RESOURCE = Key.of(
            "management.otlp.resource",
            ValueType.PAIRS,
            "Attributes of the process in each push over OTLP, such as deployment.environment=prod.");
    static final Key LOGGING_FORMAT =
            Key.of("logging.format", ValueType.LOG_FORMAT, "text", "How run, ingest and gateway write their log.");

    static final List<Key> ALL = List.of(
            HOST,
            PORT,
            TOKEN,
            OPEN,
            OTLP_URL,
            OTLP_INTERVAL,
            OTLP_HEADERS,
            OTLP_HEADERS_FILE,
            OTLP_RESOURCE,
            LOGGING_FORMAT);

    private ManagementKeys() {}
}
