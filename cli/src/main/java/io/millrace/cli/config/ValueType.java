package io.millrace.cli.config;

import io.millrace.contracts.source.SourceConnection.Tls;
import io.millrace.contracts.yaml.ByteSize;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What values a key takes. */
enum ValueType {
    TEXT("a text"),
    /** Printed as {@code ***}. */
    SECRET("a text, printed as ***"),
    PATH("a path"),
    PORT("a port number from 0 to 65535 (0: any free one)"),
    HTTP_URL("an http or https URL"),
    DURATION("a duration such as 10s, 5m or PT10S"),
    SIZE("a size such as 512KiB, 64MiB or 2GiB"),
    SSL_MODE("one of " + String.join(", ", Tls.MODES)),
    PRINCIPAL("a Kafka principal, such as User:orders"),
    COUNT("a whole number from 1 to 32767"),
    NUMBERS("whole numbers, separated by commas"),
    NUMBER("a whole number"),
    /** Printed as {@code ***}. */
    SECRET_PAIRS("name=value pairs, separated by commas, printed as ***"),
    PAIRS("name=value pairs, separated by commas"),
    LOG_FORMAT("text or json"),
    FLAG("true or false");

    private static final Pattern COMMA = Pattern.compile(",");

    private final String allowed;

    ValueType(String allowed) {
        this.allowed = allowed;
    }

    /** In words, for messages and the documentation. */
    String allowed() {
        return allowed;
    }

    /** Whether a value is of this type. */
    boolean accepts(String value) {
        return switch (this) {
            case TEXT, SECRET, PATH -> !value.isBlank();
            case PORT -> portIn(value).isPresent();
            case HTTP_URL -> isHttpUrl(value);
            case DURATION -> durationIn(value).isPresent();
            case SIZE -> ByteSize.parse(value).filter(bytes -> bytes > 0).isPresent();
            case SSL_MODE -> Tls.MODES.contains(value);
            case PRINCIPAL -> value.matches("[^:\\s]+:.*\\S.*");
            case NUMBER -> value.trim().matches("\\d{1,18}");
            case PAIRS, SECRET_PAIRS ->
                COMMA.splitAsStream(value).allMatch(pair -> pair.trim().indexOf('=') > 0);
            case LOG_FORMAT -> value.equals("text") || value.equals("json");
            case FLAG -> value.equals("true") || value.equals("false");
            case COUNT -> value.trim().matches("[1-9]\\d{0,4}") && Integer.parseInt(value.trim()) <= Short.MAX_VALUE;
            case NUMBERS -> value.trim().matches("\\d{1,18}(\\s*,\\s*\\d{1,18})*");
        };
    }

    /** Whether a value of this type must not be printed. */
    boolean isSecret() {
        return this == SECRET || this == SECRET_PAIRS;
    }

    static Map<String, String> pairsIn(String value) {
        return COMMA.splitAsStream(value)
                .map(String::trim)
                .collect(Collectors.toMap(
                        pair -> pair.substring(0, pair.indexOf('=')).trim(),
                        pair -> pair.substring(pair.indexOf('=') + 1).trim(),
                        (first, second) -> second));
    }

    static Optional<Integer> portIn(String value) {
        try {
            int port = Integer.parseInt(value.trim());
            return port >= 0 && port <= 65_535 ? Optional.of(port) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Duration> durationIn(String value) {
        try {
            return Optional.of(Durations.parse(value));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isHttpUrl(String value) {
        try {
            URI uri = new URI(value);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
