package io.millrace.cli;

import io.millrace.ingest.file.LoadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace ingest file}: loads a file into the topic of an event. */
@Command(
        name = "file",
        description = "Load a CSV or NDJSON file into the topic of an event, each row once.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace ingest file refunds.csv --event checkout.refund --mesh examples/shop --config shop.properties --apply",
            "  millrace ingest file refunds.csv --event checkout.refund --mesh examples/shop --dry-run",
            "",
            "A load that was broken off goes on behind the last committed row when the command is run again.",
            "Exit code 1 where rows were rejected: <file>.rejects.ndjson names them."
        })
final class IngestFileCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
    private Path file;

    @Mixin
    private FileArguments fileArguments;

    @Option(names = "--dry-run", description = "Judge all rows and write nothing to the broker.")
    private boolean dryRun;

    @Option(names = "--rejects", paramLabel = "FILE", description = "Where rejected rows are told.")
    private Optional<Path> rejects = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What files of this kind are called, for --full-snapshot; default: the file's name.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--abandon-unfinished",
            description = "Load the file although another content of its name was loaded in part.")
    private boolean abandon;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        MeshArguments.requireThere(file, "give a CSV or NDJSON file");
        PrintWriter err = spec.commandLine().getErr();
        FileArguments.Loader loader = fileArguments.loader(err, dryRun);
        err.flush();
        if (loader.load().isEmpty()) {
            return ExitCode.PENDING;
        }
        Path told = rejects.orElseGet(() -> file.resolveSibling(file.getFileName() + ".rejects.ndjson"));
        String called = name.orElseGet(() -> String.valueOf(file.getFileName()));
        LoadResult result = loader.load()
                .get()
                .load(
                        fileArguments.request(file, called, told, dryRun, abandon),
                        new LoadProgressText(err, CommandLine.Help.Ansi.AUTO.enabled()));
        PrintWriter out = spec.commandLine().getOut();
        LoadResultText.lines(result, loader.event().topic(), told, dryRun).forEach(out::println);
        out.flush();
        return result.rejected() > 0 ? ExitCode.FAILED : ExitCode.DONE;
    }
}
