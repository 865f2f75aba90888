package io.millrace.cli.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.demo.verify.Balance;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlainViewTest {
    private static final PortFigures PAYMENTS = new PortFigures(
            "checkout.payments/payments",
            new Balance(90, 1, 2, 3, 0, 4),
            Map.of("malformed", 4L),
            OptionalLong.of(5),
            OptionalLong.empty());

    private final StringWriter text = new StringWriter();
    private final PlainView view = new PlainView(new PrintWriter(text));

    @Test
    void shouldShowFiguresOfEachPortWithReasons() {
        view.show(frame(List.of()));

        assertThat(text.toString())
                .contains("01:15 · 120 changes and events · ingest streaming · runtime running · killed 2x")
                .containsPattern("checkout.payments/payments +100 +91 +3 +4 +2 +5 +- +malformed 4");
    }

    @Test
    void shouldTellAddressesOnceAndEachMessageOnce() {
        view.show(frame(List.of("killed")));
        view.show(frame(List.of("killed")));

        assertThat(text.toString()).containsOnlyOnce("Kafka localhost:1").containsOnlyOnce("killed\n");
    }

    @Test
    void shouldPutReasonsBelowTheirPortWhereTheLineIsShort() {
        assertThat(FigureText.table(List.of(PAYMENTS), 80))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(80))
                .last()
                .isEqualTo("    dead: malformed 4");
    }

    private static Frame frame(List<String> message) {
        return new Frame(
                Duration.ofSeconds(75),
                120,
                "streaming",
                "running",
                2,
                List.of(PAYMENTS),
                List.of("Kafka localhost:1"),
                List.of("sample"),
                message);
    }
}
