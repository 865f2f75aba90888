package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InitCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path temporary;

    @Test
    void shouldMakeAMeshThatValidatesOutOfNothing() throws IOException {
        Path product = temporary.resolve("mesh/checkout/refunds");

        assertThat(execute("init", product.toString(), "--owner", "checkout-team"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        assertThat(files())
                .containsExactly(
                        "mesh/checkout/domain.yaml",
                        "mesh/checkout/policies/masking.yaml",
                        "mesh/checkout/refunds/cases/first.case.yaml",
                        "mesh/checkout/refunds/product.odps.yaml",
                        "mesh/checkout/refunds/refund-event.odcs.yaml",
                        "mesh/checkout/refunds/refund.odcs.yaml",
                        "mesh/mesh.yaml");
        assertThat(Files.readString(product.resolve("refund.odcs.yaml"))).contains("tags: ['pii:email']");
        assertThat(Files.readString(temporary.resolve("mesh/checkout/domain.yaml")))
                .contains("owner: checkout-team");
        assertThat(execute("validate", temporary.resolve("mesh").toString())).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).contains("valid: 1 product, 0 sources");
    }

    @Test
    void shouldStartFromALockedTableInTheDomainOfTheFolder() throws IOException {
        copyShop();
        Path product = temporary.resolve("shop/customers/people");

        assertThat(execute("init", product.toString(), "--from-table", "source:shop-db/public.customers"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        String contract = Files.readString(product.resolve("customer.odcs.yaml"));
        assertThat(contract)
                .contains(
                        "id: customers.people.customer",
                        "# Tagged by its name. Is it personal, and of kind 'customer-id'?",
                        "- {name: customer_id, logicalType: string, primaryKey: true, required: true, tags: ['pii:customer-id']}",
                        "# Tagged by its name. Is it personal, and of kind 'email'?",
                        "- {name: email, logicalType: string, required: true, tags: ['pii:email']}",
                        "- {name: birth_date, logicalType: integer, physicalType: int, tags: ['pii:birth-date']}",
                        "#   street: looks personal (street), and customers/policies/masking.yaml has no mask for it");
        assertThat(contract).doesNotContain("name: street");
        assertThat(Files.exists(temporary.resolve("shop/customers/people/domain.yaml")))
                .isFalse();
        assertThat(execute("validate", temporary.resolve("shop").toString())).isEqualTo(ExitCode.DONE);
    }

    @Test
    void shouldOverwriteNothingWithoutForce() throws IOException {
        String product = temporary.resolve("mesh/checkout/refunds").toString();
        assertThat(execute("init", product)).isEqualTo(ExitCode.DONE);
        Path contract = Path.of(product, "refund.odcs.yaml");
        String written = Files.readString(contract);
        Files.writeString(contract, "mine");

        assertThat(execute("init", product)).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("nothing was written", "refund.odcs.yaml", "--force");
        assertThat(contract).hasContent("mine");

        assertThat(execute("init", product, "--force")).isEqualTo(ExitCode.DONE);
        assertThat(contract).hasContent(written);
    }

    @Test
    void shouldSayWhatToAddWhereTheTableIsNotCaptured() throws IOException {
        copyShop();

        assertThat(execute(
                        "init",
                        temporary.resolve("shop/checkout/refunds").toString(),
                        "--from-table",
                        "source:shop-db/public.refunds"))
                .isEqualTo(ExitCode.FAILED);

        assertThat(err.toString())
                .contains("Add '- {table: public.refunds, domain: checkout}' to its tables in sources/shop-db.source");
        assertThat(Files.exists(temporary.resolve("shop/checkout/refunds"))).isFalse();
    }

    @Test
    void shouldRefuseWhatCannotBeStartedFrom() throws IOException {
        String product = temporary.resolve("mesh/checkout/refunds").toString();
        Path odd = Files.writeString(temporary.resolve("odd.json"), "{\"a\": ");
        Path list = Files.writeString(temporary.resolve("list.json"), "[1]");
        Path schema = Files.writeString(temporary.resolve("odd.avsc"), "{\"type\": \"rekord\"}");

        assertThat(execute("init", product, "--from-event", odd.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(execute("init", product, "--from-event", list.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(execute("init", product, "--from-avro", schema.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(execute("init", product, "--from-table", "public.orders")).isEqualTo(ExitCode.USAGE);
        assertThat(execute("init", product, "--name", "Refunds!")).isEqualTo(ExitCode.USAGE);

        assertThat(err.toString())
                .contains(
                        "the file is no JSON: line 1",
                        "the sample is no JSON object",
                        "is no Avro schema",
                        "write source:NAME/schema.table",
                        "'Refunds!' cannot name");
        assertThat(Files.exists(temporary.resolve("mesh"))).isFalse();
    }

    private Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files
                    .filter(Files::isRegularFile)
                    .map(file -> temporary.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private void copyShop() throws IOException {
        Path shop = Path.of("../examples/shop");
        try (Stream<Path> files = Files.walk(shop)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy =
                        temporary.resolve("shop").resolve(shop.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    private int execute(String... arguments) {
        CommandLine commandLine = Millrace.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
