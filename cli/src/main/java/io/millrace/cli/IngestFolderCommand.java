package io.millrace.cli;

import io.millrace.ingest.file.FileLoad;
import io.millrace.ingest.file.FileLoadException;
import io.millrace.ingest.file.FolderWatch;
import io.millrace.ingest.file.LoadListener;
import io.millrace.ingest.file.LoadResult;
import io.millrace.ingest.file.row.UnreadableFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace ingest folder}: loads what is put into a folder, until it is stopped. */
@Command(
        name = "folder",
        description = "Load every file that is put into a folder, until SIGTERM or Ctrl-C.",
        footerHeading = "%nExample:%n",
        footer = {
            "  millrace ingest folder /srv/refunds --event checkout.refund --mesh examples/shop --config shop.properties --apply",
            "",
            "Loaded files go to done/, others to failed/ with a .reason beside them, rejected rows to done/*.rejects.ndjson."
        })
final class IngestFolderCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(IngestFolderCommand.class);

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder.")
    private Path folder;

    @Mixin
    private FileArguments fileArguments;

    @Option(
            names = "--quiet-seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "A file is complete when it has not changed for so long; default: ${DEFAULT-VALUE}.")
    private int quietSeconds;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What all files are full snapshots of, with --full-snapshot; default: the event's name.")
    private Optional<String> snapshotName = Optional.empty();

    @Mixin
    private ServiceLoop loop;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        MeshArguments.requireThere(folder, "give the folder that files are put into");
        PrintWriter err = spec.commandLine().getErr();
        FileArguments.Loader loader = fileArguments.loader(err, false);
        err.flush();
        if (loader.load().isEmpty()) {
            return ExitCode.PENDING;
        }
        var watch = new FolderWatch(folder, Duration.ofSeconds(quietSeconds));
        // Files of other names follow each other as snapshots of the same rows.
        Optional<String> name = fileArguments.isFullSnapshot()
                ? Optional.of(snapshotName.orElse(loader.event().qualifiedName()))
                : Optional.empty();
        return loop.serve(() -> new Loading(loader.load().get(), watch, name));
    }

    /** The folder, looked into once a second. */
    private final class Loading implements Service {
        private final FileLoad load;
        private final FolderWatch watch;
        private final Optional<String> name;

        Loading(FileLoad load, FolderWatch watch, Optional<String> name) {
            this.load = load;
            this.watch = watch;
            this.name = name;
        }

        @Override
        public String greeting() {
            return "loading what is put into " + folder;
        }

        @Override
        public void look() throws IOException, InterruptedException {
            Optional<Path> file = watch.next(System.nanoTime());
            if (file.isPresent()) {
                load(file.get());
            }
        }

        /** A snapshot stands for all rows, so that one that failed half-way does not keep the next from being loaded. */
        private void load(Path file) throws IOException, InterruptedException {
            String called = String.valueOf(file.getFileName());
            Path rejects = watch.done().resolve(called + ".rejects.ndjson");
            try {
                LoadResult result = load.load(
                        fileArguments.request(file, name.orElse(called), rejects, false, name.isPresent()),
                        LoadListener.NONE);
                watch.loaded(file);
                LOG.info(
                        "{}: {} rows, {} rejected, {} deleted",
                        called,
                        result.rows(),
                        result.rejected(),
                        result.deleted());
            } catch (FileLoadException | UnreadableFileException e) {
                watch.refused(file, String.valueOf(e.getMessage()));
                LOG.error("{}: {}", called, e.getMessage());
            }
        }

        @Override
        public void close() {
            // Each load closes what it used.
        }
    }
}
