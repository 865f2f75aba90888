package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.naming.Environment;
import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.file.FileContent;
import io.millrace.ingest.file.FileLoad;
import io.millrace.ingest.file.FileTopics;
import io.millrace.ingest.file.LoadRequest;
import io.millrace.ingest.file.LoadRequest.FullSnapshot;
import io.millrace.ingest.file.RejectsFile;
import io.millrace.ingest.file.row.FileForm;
import io.millrace.ingest.gateway.Gateway;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code ingest file} and {@code ingest folder} share: the event, the mesh around it, and how rows stand in files. */
final class FileArguments {
    @Option(names = "--event", paramLabel = "DOMAIN.EVENT", description = "The event that rows are.")
    private Optional<String> event = Optional.empty();

    @Option(names = "--contract", paramLabel = "ID", description = "The same by the id of its contract.")
    private Optional<String> contract = Optional.empty();

    @Option(
            names = "--mesh",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "Folder of the mesh; default: the current one.")
    private Path mesh;

    @Option(names = "--environment", paramLabel = "NAME", description = "Prefix topics with NAME, such as pr-123.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv or ndjson; default: by the file's name.")
    private Optional<String> format = Optional.empty();

    @Option(names = "--delimiter", defaultValue = ",", description = "Between fields of CSV, or 'tab'; default: comma.")
    private String delimiter;

    @Option(names = "--quote", defaultValue = "\"", description = "Around fields of CSV; default: double quote.")
    private char quote;

    @Option(
            names = "--encoding",
            defaultValue = "UTF-8",
            description = "Of the file; a byte order mark says more. Default: UTF-8.")
    private Charset encoding;

    @Option(names = "--null", paramLabel = "TEXT", description = "Unquoted text in CSV that means no value, as \\N.")
    private Optional<String> nullText = Optional.empty();

    @Option(names = "--ignore-column", paramLabel = "NAME", description = "Leave out a column of CSV.")
    private List<String> ignored = new ArrayList<>();

    @Option(names = "--reject-rows", description = "Write rejected rows with their content, personal values included.")
    private boolean rejectedRows;

    @Option(names = "--full-snapshot", description = "The file holds all rows: keys that are missing are deleted.")
    private boolean fullSnapshot;

    @Option(
            names = "--deleted",
            paramLabel = "FIELD=VALUE",
            description = "Set in deletes of --full-snapshot, for the products' deleteWhen.")
    private Optional<String> deleted = Optional.empty();

    @Option(
            names = "--max-deletes",
            paramLabel = "PERCENT",
            defaultValue = "50",
            description = "Refuse to delete a greater share of the keys; default: ${DEFAULT-VALUE}.")
    private int mostDeletes;

    @Option(
            names = "--snapshot-key",
            paramLabel = "FILE",
            description = "Key that seals remembered keys of rows: base64 of 32 random bytes.")
    private Optional<Path> snapshotKey = Optional.empty();

    @Option(names = "--apply", description = "Create missing topics first.")
    private boolean apply;

    @Mixin
    private ConfigurationArguments configurationArguments;

    /** What it comes to: a loader with its topics there. */
    record Loader(DomainEvent event, Optional<FileLoad> load) {}

    /**
     * Finds the event and sees to its topics.
     *
     * @param dryRun whether no broker is wanted
     * @return without a loader where topics are missing, which has been told
     */
    Loader loader(PrintWriter err, boolean dryRun) {
        ConfiguredMesh configured =
                configurationArguments.of(MeshArguments.of(mesh, environment).loadWhole(err));
        Configuration configuration = configured.configuration();
        DomainEvent found = event(configured.mesh().events());
        if (!Gateway.isServed(found)) {
            throw new CommandException("event " + found.qualifiedName() + " has format "
                    + found.format().text() + "; files become JSON events and CloudEvents only");
        }
        String progress = new Environment(environment).prefixed(Topics.files());
        if (!dryRun) {
            configuration.require("kafka.bootstrap.servers");
            if (isPending(configuration, found, progress, err)) {
                return new Loader(found, Optional.empty());
            }
        }
        return new Loader(
                found,
                Optional.of(new FileLoad(
                        found,
                        configuration.gateway().kafka(),
                        progress,
                        configuration.gateway().eventMax(),
                        InstantSource.system())));
    }

    private boolean isPending(Configuration configuration, DomainEvent found, String progress, PrintWriter err) {
        List<DomainEvent> snapshots = fullSnapshot ? List.of(found) : List.of();
        try (Admin admin = Connections.admin(configuration)) {
            if (apply) {
                EventTopics.apply(admin, List.of(found), err::println);
                FileTopics.apply(admin, progress, snapshots, err::println);
                return false;
            }
            List<String> pending = new ArrayList<>(EventTopics.pending(admin, List.of(found)));
            pending.addAll(FileTopics.pending(admin, progress, snapshots));
            pending.forEach(err::println);
            if (!pending.isEmpty()) {
                err.println("millrace: changes are pending; use --apply");
            }
            return !pending.isEmpty();
        }
    }

    private DomainEvent event(List<DomainEvent> events) {
        if (event.isPresent() == contract.isPresent()) {
            throw new CommandException(
                    "say which event rows are: --event DOMAIN.EVENT, or --contract ID", ExitCode.USAGE);
        }
        return events.stream()
                .filter(found -> event.map(found.qualifiedName()::equals)
                        .orElseGet(
                                () -> contract.map(found.contractId()::equals).orElse(false)))
                .findFirst()
                .orElseThrow(() -> event.isPresent()
                        ? new CommandException("no contract declares event " + event.get() + ". "
                                + NearestMatch.hint(
                                        event.get(),
                                        events.stream()
                                                .map(DomainEvent::qualifiedName)
                                                .toList()))
                        : new CommandException("contract " + contract.orElseThrow() + " declares no event. "
                                + NearestMatch.hint(
                                        contract.orElseThrow(),
                                        events.stream()
                                                .map(DomainEvent::contractId)
                                                .toList())));
    }

    /** What to load of a file. */
    LoadRequest request(Path file, String name, Path rejects, boolean dryRun, boolean abandon) {
        return new LoadRequest(
                FileContent.of(file),
                name,
                form(file),
                keep -> new RejectsFile(rejects, rejectedRows, keep),
                dryRun,
                abandon,
                snapshot());
    }

    boolean isFullSnapshot() {
        return fullSnapshot;
    }

    private Optional<FullSnapshot> snapshot() {
        if (!fullSnapshot) {
            return Optional.empty();
        }
        try {
            return Optional.of(FullSnapshot.of(deleted.orElse(""), snapshotKey, mostDeletes));
        } catch (IllegalArgumentException e) {
            throw new CommandException("--full-snapshot and --deleted: " + e.getMessage(), ExitCode.USAGE);
        }
    }

    private FileForm form(Path file) {
        String name = String.valueOf(file.getFileName());
        String kind = format.orElseGet(
                () -> name.endsWith(".ndjson") || name.endsWith(".jsonl") || name.endsWith(".json") ? "ndjson" : "csv");
        if (kind.equals("ndjson")) {
            return new FileForm.Lines(encoding);
        }
        if (!kind.equals("csv")) {
            throw new CommandException("--format is csv or ndjson", ExitCode.USAGE);
        }
        try {
            return new FileForm.Csv(FileForm.delimiter(delimiter), quote, encoding, nullText, Set.copyOf(ignored));
        } catch (IllegalArgumentException e) {
            throw new CommandException("--delimiter: " + e.getMessage(), ExitCode.USAGE);
        }
    }
}
