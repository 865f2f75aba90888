package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.ingest.SourceRemoval;
import java.io.PrintWriter;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code ingest remove} and {@code ingest resnapshot} share: they show what they would do, and need a word more. */
abstract class IngestRemovalCommand implements Callable<Integer> {
    @Mixin
    private MeshArguments meshArguments;

    @Parameters(index = "1", paramLabel = "SOURCE", description = "Name of the source.")
    private String name;

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--execute", description = "Do it; without, it is only shown.")
    private boolean execute;

    @Spec
    private CommandSpec spec;

    abstract SourceRemoval removal(SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka);

    /** What to do next, once it is done. */
    abstract String next(String source);

    @Override
    public final Integer call() throws InterruptedException {
        MeshSources mesh = meshArguments.loadSources();
        Set<String> names = mesh.sources().stream().map(SourceDescriptor::name).collect(Collectors.toSet());
        SourceDescriptor source = mesh.sources().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        "there is no source '" + name + "'. " + NearestMatch.hint(name, names), ExitCode.USAGE));
        Configuration configuration = configurationArguments.read(new KnownNames(Set.of(), names, true));
        configuration.require("kafka.bootstrap.servers");
        DatabaseSettings database = Objects.requireNonNull(
                Databases.of(List.of(source), configuration).get(name));
        SourceRemoval removal = removal(source, database, configuration.kafkaOfSource(name));
        PrintWriter out = spec.commandLine().getOut();
        if (execute) {
            removal.execute(step -> {
                out.println(step);
                out.flush();
            });
            out.println(next(name));
            out.flush();
            return ExitCode.DONE;
        }
        List<String> steps = removal.look();
        steps.forEach(step -> out.println("would " + step));
        out.println(steps.isEmpty() ? "nothing to do" : "nothing was changed; add --execute");
        out.flush();
        return steps.isEmpty() ? ExitCode.DONE : ExitCode.PENDING;
    }

    /** {@code millrace ingest remove}. */
    @Command(
            name = "remove",
            description = "Stop capturing a source for good: drop its slot and publication, forget its offsets.",
            footerHeading = "%nExample:%n",
            footer = {
                "  millrace ingest remove examples/shop shop-db --config shop.properties --execute",
                "",
                "Topics and what is in them stay. It refuses while somebody streams. A later start is a first start:",
                "it takes a new snapshot under a new epoch."
            })
    static final class Remove extends IngestRemovalCommand {
        @Override
        SourceRemoval removal(SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka) {
            return SourceRemoval.all(source, database, kafka);
        }

        @Override
        String next(String source) {
            return "source " + source + " is removed; its topics stay until you delete them";
        }
    }

    /** {@code millrace ingest resnapshot}. */
    @Command(
            name = "resnapshot",
            description = "Let the next start of a source take a new snapshot: drop its slot, forget its offsets.",
            footerHeading = "%nExample:%n",
            footer = {
                "  millrace ingest resnapshot examples/shop shop-db --config shop.properties --execute",
                "",
                "All rows are published again, under a new epoch, at which products halt until it is accepted. The",
                "publication stays. It refuses while somebody streams."
            })
    static final class Resnapshot extends IngestRemovalCommand {
        @Override
        SourceRemoval removal(SourceDescriptor source, DatabaseSettings database, Map<String, String> kafka) {
            return SourceRemoval.forNewSnapshot(source, database, kafka);
        }

        @Override
        String next(String source) {
            return "the next start of source " + source + " takes a new snapshot";
        }
    }
}
