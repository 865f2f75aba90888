package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.contracts.source.LockText;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.ingest.LiveTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace lock}: writes down what the captured tables look like, so that {@code validate} knows it offline. */
@Command(
        name = "lock",
        description = "Write the columns of captured tables beside their source, for validate to check against.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace lock examples/shop --config shop.properties",
            "  millrace lock examples/shop --source shop-db --check --config shop.properties",
            "",
            "Reads the catalogue of the live databases, changes nothing there, and writes <source>.lock.yaml.",
            "Commit that file. With --check nothing is written: exit code 3 says that a file is missing or out of date."
        })
final class LockCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--source", paramLabel = "NAME", description = "Only this source. Repeatable.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--check", description = "Write nothing; tell whether the files are up to date.")
    private boolean check;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        MeshSources mesh = meshArguments.loadSources();
        List<SourceDescriptor> sources = wanted(mesh.sources());
        Set<String> names = mesh.sources().stream().map(SourceDescriptor::name).collect(Collectors.toSet());
        Configuration configuration = configurationArguments.read(new KnownNames(Set.of(), names, true));
        Map<String, DatabaseSettings> databases = Databases.of(sources, configuration);
        boolean current = true;
        for (SourceDescriptor source : sources) {
            current &= lock(mesh.root(), source, Objects.requireNonNull(databases.get(source.name())));
        }
        spec.commandLine().getOut().flush();
        return current || !check ? ExitCode.DONE : ExitCode.PENDING;
    }

    private List<SourceDescriptor> wanted(List<SourceDescriptor> sources) {
        List<String> names = sources.stream().map(SourceDescriptor::name).toList();
        for (String name : wanted) {
            if (!names.contains(name)) {
                throw new CommandException(
                        "--source: there is no source '" + name + "'; the mesh has " + names, ExitCode.USAGE);
            }
        }
        if (sources.isEmpty()) {
            throw new CommandException("the mesh has no *.source.yaml: there is nothing to lock");
        }
        return sources.stream()
                .filter(source -> wanted.isEmpty() || wanted.contains(source.name()))
                .toList();
    }

    private boolean lock(Path root, SourceDescriptor source, DatabaseSettings database) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> tables = source.capturedNames();
        Map<String, TableShape> shapes = LiveTables.read(database, tables);
        List<String> missing =
                tables.stream().filter(table -> !shapes.containsKey(table)).toList();
        if (!missing.isEmpty()) {
            throw new CommandException("database " + database.name() + " has no table " + String.join(", ", missing)
                    + "; create it, or take it out of source " + source.name());
        }
        source.captured().forEach(table -> tell(out, table, Objects.requireNonNull(shapes.get(table.qualifiedName()))));
        Path file = root.resolve(source.lockFile());
        String text = LockText.of(source.name(), shapes);
        boolean current = Files.isRegularFile(file) && Files.readString(file).equals(text);
        if (current) {
            out.println(source.lockFile() + " is up to date: " + Counted.of(shapes.size(), "table"));
        } else if (check) {
            String state = Files.exists(file) ? " is out of date" : " does not exist";
            out.println(source.lockFile() + state + "; run millrace lock without --check");
        } else {
            Files.writeString(file, text);
            out.println("wrote " + source.lockFile() + ": " + Counted.of(shapes.size(), "table"));
        }
        return current;
    }

    private static void tell(PrintWriter out, CapturedTable table, TableShape now) {
        table.shape()
                .map(locked -> LiveTables.differences(locked, now))
                .filter(differences -> !differences.isEmpty())
                .ifPresent(differences -> out.println(table.qualifiedName() + ": " + String.join("; ", differences)));
    }
}
