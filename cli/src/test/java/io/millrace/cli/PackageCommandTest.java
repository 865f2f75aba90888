package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Jars from the command line, and commands that take them where they take a folder. */
class PackageCommandTest {
    private static final String SHOP = "../examples/shop";
    private static final String ORDERS = SHOP + "/checkout/orders";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldPackageOneProduct() {
        Path jar = folder.resolve("orders.jar");

        assertThat(execute("package", ORDERS, "--output", jar.toString())).isEqualTo(ExitCode.DONE);

        assertThat(jar).exists();
        assertThat(out.toString()).startsWith(jar + ": checkout.orders 1.0.0, ").contains(" bytes, sha256:");
    }

    @Test
    void shouldPackageEachProductOfAMeshIntoAFolder() throws IOException {
        assertThat(execute("package", SHOP, "--output", folder.toString())).isEqualTo(ExitCode.DONE);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder(
                            "checkout.orders-1.0.0.jar",
                            "checkout.order-lines-1.0.0.jar",
                            "checkout.payments-1.0.0.jar",
                            "customers.customers-1.0.0.jar");
        }
    }

    @Test
    void shouldAskForOneProductWhereThereIsOneJar() {
        assertThat(execute(
                        "package",
                        SHOP + "/checkout",
                        "--output",
                        folder.resolve("checkout.jar").toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains("holds 4 products, and a jar holds one", "checkout.order-lines, checkout.orders");
        assertThat(folder.resolve("checkout.jar")).doesNotExist();
    }

    @Test
    void shouldSayWhereClassesAreMissing() {
        assertThat(execute(
                        "package",
                        ORDERS,
                        "--output",
                        folder.resolve("orders.jar").toString(),
                        "--classes",
                        "target/none"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("target/none: there is no such folder of classes; compile first");
    }

    @Test
    void shouldValidateAJarLikeTheFolderItCameFrom() {
        String jar = orders();

        assertThat(execute("validate", jar)).isEqualTo(ExitCode.DONE);

        assertThat(out.toString()).contains("-> orders-history  checkout.orders.orders-history.v1", "valid: 1 product");
    }

    @Test
    void shouldShowTheTopologyOfAJar() {
        String jar = orders();
        assertThat(execute("plan", ORDERS, "--topology", "text")).isEqualTo(ExitCode.DONE);
        String ofFolder = out.toString();
        out.getBuffer().setLength(0);

        assertThat(execute("plan", jar, "--topology", "text")).isEqualTo(ExitCode.DONE);

        assertThat(out.toString()).isEqualTo(ofFolder);
    }

    @Test
    void shouldFindNoDifferenceBetweenAJarAndItsFolder() {
        assertThat(execute("diff", orders(), ORDERS)).isEqualTo(ExitCode.DONE);

        assertThat(out.toString()).contains("no difference");
    }

    @Test
    void shouldRefuseATruncatedJarByName() throws IOException {
        Path jar = Path.of(orders());
        byte[] whole = Files.readAllBytes(jar);
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2));

        assertThat(execute("validate", jar.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("millrace: " + jar + ": it is truncated or no jar");
    }

    @Test
    void shouldTellThatIngestionNeedsAMesh() {
        assertThat(execute("ingest", orders())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).contains("This is no product descriptor. Give a mesh folder");
    }

    @Test
    void shouldEndWithTheReasonsWhereNothingIsLeftToRun() throws IOException {
        Path one = Files.writeString(folder.resolve("one.jar"), "no jar");
        Path two = Files.writeString(folder.resolve("two.jar"), "");

        assertThat(execute("run", one.toString(), two.toString())).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString())
                .contains(
                        "refused " + one + ": " + one + ": it is truncated or no jar",
                        "refused " + two,
                        "millrace: nothing is left to run; refused: " + one + ", " + two);
    }

    private String orders() {
        Path jar = folder.resolve("orders.jar");
        assertThat(execute("package", ORDERS, "--output", jar.toString())).isEqualTo(ExitCode.DONE);
        out.getBuffer().setLength(0);
        return jar.toString();
    }

    private int execute(String... arguments) {
        CommandLine commandLine =
                Millrace.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
