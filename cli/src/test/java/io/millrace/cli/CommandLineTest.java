package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "validate",
                "plan",
                "apply",
                "run",
                "init",
                "lock",
                "ingest",
                "ingest remove",
                "ingest resnapshot",
                "status",
                "dlq list",
                "dlq show",
                "keys generate",
                "bench"
            })
    void shouldExplainEachCommandWithAnExample(String command) {
        assertThat(execute((command + " --help").split(" "))).isEqualTo(ExitCode.DONE);

        assertThat(out.toString()).contains("Usage: millrace " + command, "Example", "--stacktrace");
    }

    @ParameterizedTest
    @CsvSource({
        "demo --duration soon, is not a duration",
        "demo --duration 0s, is not a duration",
        "demo --kill broker@5s, is not a planned kill",
        "demo --kill runtime, is not a planned kill",
        "demo --kafka-port 70000, allowed is 0",
        "demo --rate 0, allowed is 1 to 5000",
        "demo --without-products --report r.json, verifies nothing",
        "bench --size 10, must be 200 to",
        "bench --rounds 0, must be at least 1",
        "bench --step fast, is no step; there are r0",
        "run, Missing required parameter",
        "ingest, Missing required parameter",
        "ingest remove ../examples/shop, Missing required parameter",
        "ingest remove ../examples/shop shop-bd, Did you mean 'shop-db'",
        "rnu, Unmatched argument",
        "'', Say which command",
        "dlq, Say what to do"
    })
    void shouldEndWithTwoAndSayWhatIsAllowedWhenTheCommandLineIsWrong(String line, String message) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");

        assertThat(execute(arguments)).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    }

    @Test
    void shouldNameAPathThatDoesNotExist() {
        assertThat(execute("validate", "no/such/mesh")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("no/such/mesh", "no such file or folder")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldSayWhatAnEnvironmentMayBeCalled() {
        assertThat(execute("validate", "../examples/shop", "--environment", "PR_1"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("--environment", "PR_1", "lower-case")
                .doesNotContain("unexpected");
    }

    @Test
    void shouldAcceptKeysOfProductsAndSourcesWhereNoMeshIsAtHand() {
        assertThat(execute(
                        "status",
                        "--set",
                        "management.port=1",
                        "--set",
                        "source.shop-db.database.password=x",
                        "--set",
                        "product.orders.kafka.client.id=x"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("nothing answers").doesNotContain("unknown");
    }

    @Test
    void shouldPrintStackTracesOnlyWhenAsked() {
        assertThat(execute("validate", "no/such/mesh", "--stacktrace")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString()).contains("\tat ");
    }

    @Test
    void shouldSayWhereItLookedWhenNothingAnswers() {
        assertThat(execute("status", "--set", "management.port=1")).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("http://127.0.0.1:1/status", "management.port");
    }

    private int execute(String... arguments) {
        CommandLine commandLine =
                Millrace.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
