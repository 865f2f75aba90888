package io.millrace.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.draft.ProductDraft;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.LiveTables;
import io.millrace.runtime.plan.ContractCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace init}: a new product that validates, runs and has a passing golden case from the first minute. */
@Command(
        name = "init",
        description = "Start a new product from a captured table, an Avro schema or a sample event.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace init my-mesh/checkout/refunds --from-table source:shop-db/public.refunds",
            "  millrace init my-mesh/checkout/refunds --from-avro refund.avsc --owner checkout-team",
            "  millrace init my-mesh/checkout/refunds --from-event refund.json",
            "  millrace init my-mesh/checkout/orders-per-customer --java --reads checkout.orders.order",
            "",
            "Without --from-... it asks, on a terminal, and starts from a made-up event otherwise. mesh.yaml, domain.yaml",
            "and the masking policy are written where there are none. Columns come from the source's lock; with",
            "--config from the live database if it is not locked. Nothing is overwritten without --force."
        })
final class InitCommand implements Callable<Integer> {
    private static final String MADE_UP =
            "{\"event_id\": \"e-1\", \"amount\": 12.50, \"email\": \"ada@people.example\","
                    + " \"happened_at\": \"2026-01-31T12:30:00Z\"}";
    private static final String TABLE = "source:";

    @Parameters(paramLabel = "PATH", description = "Folder of the new product: MESH/DOMAIN/PRODUCT.")
    private Path path;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the product; default: of its folder.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--domain", paramLabel = "NAME", description = "Domain; default: of the folder it stands in.")
    private Optional<String> domain = Optional.empty();

    @Option(names = "--owner", paramLabel = "TEAM", description = "Who answers for a new domain.")
    private Optional<String> owner = Optional.empty();

    @ArgGroup(exclusive = true)
    private From from = new From();

    @ArgGroup(exclusive = false)
    private Code code = new Code();

    @Option(names = "--force", description = "Overwrite files of the product.")
    private boolean force;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Spec
    private CommandSpec spec;

    /** Whether the product has code of its own, and what that reads. */
    static final class Code {
        @Option(
                names = "--java",
                required = true,
                description = "A Maven project with a Java topology, for joins and aggregates.")
        private boolean java;

        @Option(
                names = "--reads",
                required = true,
                paramLabel = "CONTRACT",
                description = "Id of the contract, served by a product of the mesh, that the Java topology reads.")
        private String reads = "";
    }

    /** What to start from. */
    static final class From {
        @Option(
                names = "--from-table",
                paramLabel = "TABLE",
                description = "A captured table, as source:shop-db/public.orders.")
        private Optional<String> table = Optional.empty();

        @Option(names = "--from-avro", paramLabel = "FILE", description = "An Avro schema (.avsc).")
        private Optional<Path> avro = Optional.empty();

        @Option(names = "--from-event", paramLabel = "FILE", description = "One event as JSON.")
        private Optional<Path> event = Optional.empty();

        boolean nothing() {
            return table.isEmpty() && avro.isEmpty() && event.isEmpty();
        }
    }

    @Override
    public Integer call() throws IOException {
        NewProduct place = new NewProduct(path);
        Prompts prompts = new Prompts(spec.commandLine().getOut());
        boolean ask = from.nothing() && !code.java;
        String product = name.orElseGet(() -> prompts.ask(ask, "Name of the product", place.defaultName()));
        String domainName = domain.orElseGet(
                () -> place.needsDomain() ? prompts.ask(ask, "Domain", place.defaultDomain()) : place.defaultDomain());
        place.check(product, domainName);
        String team = owner.orElseGet(() -> place.needsDomain()
                ? prompts.ask(ask, "Who answers for the domain", domainName + "-team")
                : domainName + "-team");
        if (ask) {
            askWhatFrom(prompts);
        }
        Map<String, String> files;
        try {
            files = code.java
                    ? JavaProject.draft(place.root(), domainName, product, code.reads)
                    : draft(new ProductDraft(domainName, product, place.policy()), place);
        } catch (IllegalArgumentException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        place.write(files, domainName, team, force).forEach(file -> out.println("wrote " + file));
        Mesh mesh = Mesh.load(path, MeshOptions.DEFAULT, ContractCheck::problems);
        mesh.warnings().forEach(out::println);
        out.println("valid. Read the comments in the files, then:");
        out.println("  millrace validate " + path);
        out.println("  millrace plan " + path + " --config FILE");
        out.println(
                code.java
                        ? "  mvn -f " + path.resolve("pom.xml") + " package"
                        : "The golden case " + path.resolve("cases/first.case.yaml") + " runs with the test kit.");
        out.flush();
        return ExitCode.DONE;
    }

    private void askWhatFrom(Prompts prompts) {
        String answer = prompts.ask(
                true, "Start from a table (source:NAME/schema.table), an .avsc file, a .json event, or nothing", "");
        if (answer.startsWith(TABLE)) {
            from.table = Optional.of(answer);
        } else if (answer.endsWith(".json")) {
            from.event = Optional.of(Path.of(answer));
        } else if (!answer.isEmpty()) {
            from.avro = Optional.of(Path.of(answer));
        }
    }

    private Map<String, String> draft(ProductDraft draft, NewProduct place) throws IOException {
        if (from.table.isPresent()) {
            return ofTable(draft, place, from.table.get());
        }
        if (from.avro.isPresent()) {
            return draft.ofAvro(schema(from.avro.get()));
        }
        String sample = from.event.isPresent() ? read(from.event.get()) : MADE_UP;
        try {
            return draft.ofEvent(JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readTree(sample));
        } catch (JacksonException e) {
            throw new CommandException(
                    "--from-event: the file is no JSON: line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr());
        }
    }

    private static Schema schema(Path file) throws IOException {
        try {
            return new Schema.Parser().parse(read(file));
        } catch (AvroRuntimeException e) {
            throw new CommandException("--from-avro: " + file + " is no Avro schema: " + e.getMessage());
        }
    }

    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(file + ": no such file", ExitCode.USAGE);
        }
        return Files.readString(file);
    }

    private Map<String, String> ofTable(ProductDraft draft, NewProduct place, String written) {
        int slash = written.indexOf('/');
        if (!written.startsWith(TABLE) || slash < 0) {
            throw new CommandException("--from-table: write source:NAME/schema.table", ExitCode.USAGE);
        }
        String sourceName = written.substring(TABLE.length(), slash);
        String table = written.substring(slash + 1);
        List<String> names =
                place.sources().stream().map(SourceDescriptor::name).toList();
        SourceDescriptor source = place.sources().stream()
                .filter(each -> each.name().equals(sourceName))
                .findFirst()
                .orElseThrow(() -> new CommandException("--from-table: there is no source '" + sourceName
                        + "' (a *.source.yaml in the mesh). " + NearestMatch.hint(sourceName, names)));
        CapturedTable captured = source.table(table)
                .orElseThrow(() -> new CommandException("--from-table: source '" + sourceName + "' does not capture '"
                        + table + "'. Add '- {table: " + table + ", domain: " + place.defaultDomain() + "}' to its"
                        + " tables in " + source.location().file() + ". It captures: "
                        + String.join(
                                ", ",
                                source.tables().stream()
                                        .map(CapturedTable::qualifiedName)
                                        .toList())));
        return draft.ofTable(
                sourceName, table, captured.readable(captured.shape().orElseGet(() -> live(source, table))));
    }

    private TableShape live(SourceDescriptor source, String table) {
        Configuration configuration =
                configurationArguments.read(new KnownNames(Set.of(), Set.of(source.name()), true));
        if (configuration.database(source.name(), "password").isEmpty()) {
            throw new CommandException("the columns of " + table + " are not known: run millrace lock, or give --config"
                    + " with source." + source.name() + ".database.password.file");
        }
        return Optional.ofNullable(LiveTables.read(
                                Objects.requireNonNull(Databases.of(List.of(source), configuration)
                                        .get(source.name())),
                                List.of(table))
                        .get(table))
                .orElseThrow(() ->
                        new CommandException("the database of source " + source.name() + " has no table " + table));
    }
}
