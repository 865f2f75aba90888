package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ValidateCommandTest {
    private static final String CONTRACT = "checkout/payments/payment.odcs.yaml";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path mesh;

    @BeforeEach
    void copyShop() throws IOException {
        Path shop = Path.of("../examples/shop");
        try (Stream<Path> files = Files.walk(shop)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = mesh.resolve(shop.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    @Test
    void shouldPassAMeshWhoseContractsCompile() {
        assertThat(execute("validate", mesh.toString())).isEqualTo(ExitCode.DONE);

        assertThat(out.toString()).contains("valid: 6 products");
    }

    @ParameterizedTest
    @ValueSource(strings = {"row.order_id >= 1 &&", "row.order_id == 'a'", "row.order_id"})
    void shouldRefuseARuleThatDoesNotCompileAtItsLine(String expression) throws IOException {
        int line = addRule(expression);

        assertThat(execute("validate", mesh.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains(CONTRACT + ":" + line + ":", "rule 'odd'", "in the descriptors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments.event.payer_email +", "size(1) + payments.event.payer_email"})
    void shouldRefuseAnExpressionOfAFieldAtItsLine(String expression) throws IOException {
        String contract = Files.readString(mesh.resolve(CONTRACT));
        String changed = contract.replace("payments.event.payer_email", "\"" + expression + "\"");
        Files.writeString(mesh.resolve(CONTRACT), changed);

        assertThat(execute("validate", mesh.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains(CONTRACT + ":" + lineOf(changed, "name: payer,") + ":", "field 'payer'");
    }

    @Test
    void shouldTellAFaultOnceThoughTheContractFeedsTwoPorts() throws IOException {
        Path orders = mesh.resolve("checkout/orders/order.odcs.yaml");
        Files.writeString(
                orders, Files.readString(orders).replace("row.shipped_at >= row.placed_at", "row.shipped_at >= 1"));

        assertThat(execute("validate", mesh.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).containsOnlyOnce("rule 'shipped_after_placed'");
    }

    @Test
    void shouldTellWhatDoesNotCompileBesideTheProblemsOfOtherFiles() throws IOException {
        addRule("row.order_id == 'a'");
        Path other = mesh.resolve("checkout/orders/order.odcs.yaml");
        Files.writeString(other, Files.readString(other).replaceFirst("logicalType: \\w+", "logicalType: nonsense"));

        assertThat(execute("validate", mesh.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("rule 'odd'", "nonsense");
    }

    @Test
    void shouldCountErrorsAndWarningsApart() throws IOException {
        String contract = Files.readString(mesh.resolve(CONTRACT));
        Files.writeString(mesh.resolve(CONTRACT), contract.replaceFirst("logicalType: \\w+", "logicalType: nonsense"));
        Files.writeString(
                mesh.resolve("checkout/payments/unused.odcs.yaml"),
                contract.replaceFirst("(?m)^id: .*$", "id: checkout.payments.unused"));

        assertThat(execute("validate", mesh.toString())).isEqualTo(ExitCode.FAILED);

        List<String> lines = err.toString().lines().toList();
        long errors = lines.stream().filter(line -> line.contains(": error: ")).count();
        long warnings =
                lines.stream().filter(line -> line.contains(": warning: ")).count();
        assertThat(warnings).isPositive();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("millrace: " + Counted.of((int) errors, "error") + ", "
                        + Counted.of((int) warnings, "warning") + " in the descriptors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply"})
    void shouldRefuseToPlanAndApplyWhatDoesNotCompile(String command) throws IOException {
        addRule("row.order_id == 'a'");

        assertThat(execute(command, mesh.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("rule 'odd'");
    }

    @Test
    void shouldKnowTheNamesOfTheWholeMeshWhereOneProductIsWanted() {
        Mesh one = Mesh.load(mesh.resolve("checkout/payments"), MeshOptions.DEFAULT);

        KnownNames names = KnownNames.of(one);

        assertThat(one.products()).hasSize(1);
        assertThat(names.products()).contains("payments", "orders", "checkout.orders", "customers.customers");
        assertThat(names.sources()).contains("shop-db");
        assertThat(names.open()).isFalse();
    }

    /** Adds a rule over the row; returns the line it stands on. */
    private int addRule(String expression) throws IOException {
        String contract = Files.readString(mesh.resolve(CONTRACT));
        String changed = contract.replace("  # No primary key", QUALITY.formatted(expression) + "  # No primary key");
        Files.writeString(mesh.resolve(CONTRACT), changed);
        return lineOf(changed, expression);
    }

    private static int lineOf(String text, String part) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(part)) {
                return i + 1;
            }
        }
        throw new AssertionError("no line holds " + part);
    }

    private static final String QUALITY = """
              quality:
              - name: odd
                type: custom
                engine: cel
                implementation: "%s"
            """.indent(0);

    private int execute(String... arguments) {
        CommandLine commandLine =
                Millrace.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
