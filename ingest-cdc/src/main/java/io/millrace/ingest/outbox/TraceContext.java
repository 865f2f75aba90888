package io.millrace.ingest.outbox;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** A trace context as applications leave it in an outbox row, for CloudEvents' distributed tracing extension. */
final class TraceContext {
    /** W3C Trace Context, "traceparent header". */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceContext() {}

    /** {@code traceparent} and {@code tracestate} by name; what is neither of both forms is left out. */
    static Map<String, String> of(String text) {
        if (TRACEPARENT.matcher(text).matches()) {
            return Map.of("traceparent", text);
        }
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : List.of("traceparent", "tracestate")) {
            String value = properties.getProperty(name);
            if (value != null && !value.isBlank()) {
                found.put(name, value);
            }
        }
        return found;
    }
}
