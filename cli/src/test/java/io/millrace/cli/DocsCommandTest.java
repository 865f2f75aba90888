package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsCommandTest {
    private static final String SHOP = "../examples/shop";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void shouldWriteASiteAndSayWhatItWrote() {
        Path site = folder.resolve("site");

        int code = execute(
                "docs",
                SHOP,
                "--output",
                site.toString(),
                "--previous",
                SHOP,
                "--set",
                "kafka.bootstrap.servers=kafka.example:9092");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("wrote 15 pages for 6 products", "index.html");
        assertThat(site.resolve("index.html")).exists();
        assertThat(site.resolve("products/checkout.orders/port-orders.html"))
                .content()
                .contains("kafka.example:9092");
    }

    @Test
    void shouldRefuseAForeignFolderUnlessForced() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThat(execute("docs", SHOP, "--output", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("is not empty", "--force");
        assertThat(folder.resolve("index.html")).doesNotExist();

        assertThat(execute("docs", SHOP, "--output", folder.toString(), "--force"))
                .isEqualTo(ExitCode.DONE);
        assertThat(folder.resolve("thesis.txt")).exists();
        assertThat(execute("docs", SHOP, "--output", folder.toString())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldRefuseAPreviousVersionThatIsNotThere() {
        int code = execute("docs", SHOP, "--output", folder.toString(), "--previous", "nowhere");

        assertThat(code).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("nowhere: no such file or folder");
    }

    private int execute(String... arguments) {
        return Millrace.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
