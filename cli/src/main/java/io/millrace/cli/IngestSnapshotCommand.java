package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.SnapshotDesk;
import io.millrace.ingest.SnapshotStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace ingest snapshot}: asks a running ingestion for the rows of tables once more, and shows how it fares. */
@Command(
        name = "snapshot",
        description = "Ask a running ingestion to send the rows of tables once more, while the stream goes on.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace ingest snapshot examples/shop --table public.orders --config shop.properties",
            "  millrace ingest snapshot examples/shop --table public.orders --for checkout.orders --config shop.properties",
            "  millrace ingest snapshot examples/shop --stop --config shop.properties",
            "",
            "Without --for, ports of all products that show the latest row take the rows; with it, all ports of that",
            "product, and nobody else. The request waits in Kafka until an ingestion of the source runs, anywhere.",
            "Ending this command does not end the snapshot; --stop does."
        })
final class IngestSnapshotCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONG_UNTAKEN = Duration.ofSeconds(15);

    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--table", paramLabel = "SCHEMA.TABLE", description = "A captured table. Repeatable.")
    private List<String> tables = new ArrayList<>();

    @Option(
            names = "--for",
            paramLabel = "DOMAIN.PRODUCT",
            description = "The product whose ports alone take the rows.")
    private @Nullable String product;

    @Option(names = "--source", paramLabel = "NAME", description = "The source, if several capture such a table.")
    private @Nullable String sourceName;

    @Option(names = "--stop", description = "End snapshots that were asked for: of --table, or all of the source.")
    private boolean stop;

    @Option(names = "--no-wait", description = "Ask, and do not wait for the end.")
    private boolean noWait;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ConfiguredMesh configured = configurationArguments.of(
                meshArguments.loadWhole(spec.commandLine().getErr()));
        Mesh mesh = configured.mesh();
        SourceDescriptor source = source(mesh.sources());
        checkProduct(mesh);
        Configuration configuration = configured.configuration();
        configuration.require("kafka.bootstrap.servers");
        SnapshotDesk desk = new SnapshotDesk(source, configuration.kafkaOfSource(source.name()));
        PrintWriter out = spec.commandLine().getOut();
        if (stop) {
            desk.stop(tables);
            out.println("asked source " + source.name() + " to stop its snapshots"
                    + (tables.isEmpty() ? "" : " of " + String.join(", ", tables)));
            out.flush();
            return ExitCode.DONE;
        }
        String id = desk.ask(tables, Optional.ofNullable(product));
        out.println("asked source " + source.name() + " for snapshot " + id + " of " + String.join(", ", tables));
        out.flush();
        return noWait ? ExitCode.DONE : follow(source, desk, id);
    }

    private int follow(SourceDescriptor source, SnapshotDesk desk, String id) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        long untakenAt = System.nanoTime() + LONG_UNTAKEN.toNanos();
        String shown = "";
        while (true) {
            Optional<SnapshotStatus> found = desk.progress(id);
            if (found.isEmpty() && System.nanoTime() > untakenAt) {
                untakenAt = Long.MAX_VALUE;
                out.println("no ingestion of source " + source.name() + " has taken it up yet; it waits in topic "
                        + source.offsetTopic());
            }
            if (found.isPresent()) {
                Optional<String> outcome = found.get().outcome();
                if (outcome.isPresent()) {
                    out.println(outcome.get() + rows(found.get()));
                    out.flush();
                    return outcome.get().equals("complete") || outcome.get().equals("stopped")
                            ? ExitCode.DONE
                            : ExitCode.FAILED;
                }
                String now = progress(found.get());
                if (!now.equals(shown)) {
                    shown = now;
                    out.println(now);
                }
            }
            out.flush();
            Thread.sleep(LOOK.toMillis());
        }
    }

    private static String rows(SnapshotStatus over) {
        return over.tables().isEmpty() ? "" : ", " + over.tables().get(0).rows() + " rows sent";
    }

    private static String progress(SnapshotStatus snapshot) {
        List<String> parts = new ArrayList<>();
        for (SnapshotStatus.Table table : snapshot.tables()) {
            String of = table.estimatedRows() < 0 ? "" : " of some " + table.estimatedRows();
            parts.add(String.format(
                    Locale.ROOT, "%s: %d%s rows (%.0f %%)", table.table(), table.rows(), of, 100 * table.share()));
        }
        return String.join("; ", parts);
    }

    private SourceDescriptor source(List<SourceDescriptor> sources) {
        if (tables.isEmpty() && !stop) {
            throw new CommandException(
                    "--table is missing: say which captured table, such as public.orders", ExitCode.USAGE);
        }
        List<SourceDescriptor> fitting = sources.stream()
                .filter(source -> sourceName == null || source.name().equals(sourceName))
                .filter(source ->
                        tables.stream().allMatch(table -> source.table(table).isPresent()))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        List<String> captured = sources.stream()
                .flatMap(source -> source.tables().stream()
                        .map(CapturedTable::qualifiedName)
                        .map(table -> source.name() + "/" + table))
                .toList();
        throw new CommandException(
                fitting.isEmpty()
                        ? "no source captures " + (tables.isEmpty() ? sourceName : String.join(" and ", tables))
                                + "; captured are " + captured
                        : "several sources fit; say which with --source: "
                                + fitting.stream().map(SourceDescriptor::name).toList(),
                ExitCode.USAGE);
    }

    /** A name with a typo would send all rows to nobody. */
    private void checkProduct(Mesh mesh) {
        if (product == null) {
            return;
        }
        if (!mesh.productNames().contains(product)) {
            throw new CommandException(
                    "--for: there is no product '" + product + "'; the mesh has " + mesh.productNames(),
                    ExitCode.USAGE);
        }
    }
}
