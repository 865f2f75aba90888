package io.millrace.cli.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * One JSON object a line, with these fields and no others: {@code time}, {@code level}, {@code service}, {@code logger},
 * {@code thread}, {@code message}, and where they are known {@code product}, {@code source}, {@code port},
 * {@code exception}, {@code stackTrace}. The vocabulary is public interface. What libraries put beside a message, which
 * may be anything, is left out.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    /** What of a message's context and of its key-value pairs is written. */
    private static final List<String> CONTEXT = List.of("product", "source", "port");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = new byte[0];

    private final String service;
    private final ThrowableProxyConverter traces = new ThrowableProxyConverter();

    /** @param service what runs: run, ingest or gateway */
    JsonLines(String service) {
        this.service = service;
    }

    @Override
    public void start() {
        traces.setContext(getContext());
        traces.start();
        super.start();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = JSON.createObjectNode()
                .put("time", TIME.format(Instant.ofEpochMilli(event.getTimeStamp())))
                .put("level", event.getLevel().toString())
                .put("service", service)
                .put("logger", event.getLoggerName())
                .put("thread", event.getThreadName())
                .put("message", event.getFormattedMessage());
        CONTEXT.forEach(field -> {
            String value = event.getMDCPropertyMap().get(field);
            if (value != null) {
                line.put(field, value);
            }
        });
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.stream()
                    .filter(pair -> CONTEXT.contains(pair.key))
                    .forEach(pair -> line.put(pair.key, String.valueOf(pair.value)));
        }
        if (event.getThrowableProxy() != null) {
            line.put("exception", event.getThrowableProxy().getClassName());
            line.put("stackTrace", traces.convert(event));
        }
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a log line of " + event.getLoggerName() + " is no JSON", e);
        }
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
