package io.millrace.cli.logging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext();
    private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    private final Logger logger = context.getLogger("io.millrace.Some");

    @BeforeEach
    void attach() {
        context.setMDCAdapter(mdc);
        JsonLines encoder = new JsonLines("run");
        encoder.setContext(context);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        logger.addAppender(appender);
    }

    private JsonNode line() throws Exception {
        String text = written.toString(UTF_8);
        assertThat(text).endsWith("\n");
        assertThat(text.trim()).as("one line").doesNotContain("\n");
        return new ObjectMapper().readTree(text);
    }

    @Test
    void shouldWriteTheDocumentedFieldsAndNothingThatLibrariesPutBesideAMessage() throws Exception {
        mdc.put("product", "shop.orders");
        mdc.put("dbz.databaseName", "from a library");

        logger.atWarn()
                .addKeyValue("port", "latest")
                .addKeyValue("customer", "no field of ours")
                .log("quoted \"{}\", two\nlines", "text");

        JsonNode line = line();
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly("time", "level", "service", "logger", "thread", "message", "product", "port");
        assertThat(line.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("service").asText()).isEqualTo("run");
        assertThat(line.path("message").asText()).isEqualTo("quoted \"text\", two\nlines");
        assertThat(line.path("product").asText()).isEqualTo("shop.orders");
        assertThat(line.path("port").asText()).isEqualTo("latest");
    }

    @Test
    void shouldKeepAStackTraceInOneLine() throws Exception {
        logger.error("failed", new IllegalStateException("outer", new IllegalArgumentException("inner")));

        JsonNode line = line();
        assertThat(line.path("exception").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("stackTrace").asText())
                .contains("java.lang.IllegalStateException: outer")
                .contains("Caused by: java.lang.IllegalArgumentException: inner")
                .contains("JsonLinesTest");
    }

    @Test
    void shouldMakeALineOfEachThatIsPrinted() {
        List<String> lines = new ArrayList<>();
        PrintStream stream = new PrintStream(new LineStream(lines::add), true, UTF_8);

        stream.print("a – ");
        stream.println("b");
        stream.printf("%n  c %n");

        assertThat(lines).containsExactly("a – b", "  c");
    }
}
