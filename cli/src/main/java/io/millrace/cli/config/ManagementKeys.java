package io.millrace.cli.config;

import java.util.List;
import java.util.Optional;

/** The keys {@code management.*} and {@code logging.*}: how a process tells about itself. */
final class ManagementKeys {
    static final Key HOST = new Key(
            "management.host", ValueType.TEXT, Optional.of("127.0.0.1"), "Address the management port listens on.");
    static final Key PORT = new Key(
            "management.port", ValueType.PORT, Optional.of("9464"), "Port for health, readiness, metrics and status.");
    static final Key TOKEN = new Key(
            "management.token.file",
            ValueType.PATH,
            Optional.empty(),
            "File with the token that /metrics and /status ask for.");
    static final Key OPEN = new Key(
            "management.open",
            ValueType.FLAG,
            Optional.of("false"),
            "Whether the management port may be reached from other machines without a token or TLS.");
    static final Key OTLP_URL = new Key(
            "management.otlp.url",
            ValueType.HTTP_URL,
            Optional.empty(),
            "Where metrics are pushed to over OTLP; without it nothing is pushed.");
    static final Key OTLP_INTERVAL = new Key(
            "management.otlp.interval", ValueType.DURATION, Optional.of("30s"), "Time between two pushes over OTLP.");
    static final Key OTLP_HEADERS = new Key(
            "management.otlp.headers",
            ValueType.SECRET_PAIRS,
            Optional.empty(),
            "Headers of each push over OTLP, such as authorization=Bearer ...");
    static final Key OTLP_HEADERS_FILE =
            new Key("management.otlp.headers.file", ValueType.PATH, Optional.empty(), "File that holds these headers.");
    static final Key OTLP_RESOURCE = new Key(
            "management.otlp.resource",
            ValueType.PAIRS,
            Optional.empty(),
            "Attributes of the process in each push over OTLP, such as deployment.environment=prod.");
    static final Key LOGGING_FORMAT = new Key(
            "logging.format",
            ValueType.LOG_FORMAT,
            Optional.of("text"),
            "How run, ingest and gateway write their log.");

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
