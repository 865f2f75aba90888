package io.millrace.ingest.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds files in a folder that are complete, and moves them when they are loaded or have failed. A file is complete when
 * its size and time have not changed for a while; names that begin with a dot or end in {@code .tmp}, {@code .part} or
 * the like are left alone. For one thread.
 */
public final class FolderWatch {
    private static final List<String> UNFINISHED = List.of(".tmp", ".part", ".filepart", ".crdownload");

    private final Path folder;
    private final Duration quiet;
    private final Map<Path, Seen> seen = new HashMap<>();

    private record Seen(long size, long modified, long since) {}

    /** @param quiet for how long a file must not have changed */
    public FolderWatch(Path folder, Duration quiet) throws IOException {
        this.folder = folder;
        this.quiet = quiet;
        Files.createDirectories(done());
        Files.createDirectories(failed());
    }

    /** Where loaded files go. */
    public Path done() {
        return folder.resolve("done");
    }

    /** Where others go, each with a file of the same name and {@code .reason}. */
    public Path failed() {
        return folder.resolve("failed");
    }

    /**
     * The oldest complete file, if there is one.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public Optional<Path> next(long nanoTime) throws IOException {
        Path found = null;
        long oldest = Long.MAX_VALUE;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (isCandidate(file) && isQuiet(file, nanoTime)) {
                    long modified = Files.getLastModifiedTime(file).toMillis();
                    if (modified < oldest) {
                        oldest = modified;
                        found = file;
                    }
                }
            }
        }
        seen.keySet().removeIf(file -> !Files.exists(file));
        return Optional.ofNullable(found);
    }

    /** Moves a loaded file away. */
    public void loaded(Path file) throws IOException {
        move(file, done());
    }

    /** Moves a file away that cannot be loaded, and writes down why. */
    public void refused(Path file, String reason) throws IOException {
        Path moved = move(file, failed());
        Files.writeString(moved.resolveSibling(moved.getFileName() + ".reason"), reason + System.lineSeparator());
    }

    private Path move(Path file, Path to) throws IOException {
        Path target = to.resolve(file.getFileName());
        for (int n = 2; Files.exists(target); n++) {
            target = to.resolve(n + "-" + file.getFileName());
        }
        seen.remove(file);
        return Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isCandidate(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file)
                && !name.startsWith(".")
                && UNFINISHED.stream().noneMatch(name::endsWith);
    }

    private boolean isQuiet(Path file, long nanoTime) throws IOException {
        long size = Files.size(file);
        long modified = Files.getLastModifiedTime(file).toMillis();
        Seen before = seen.get(file);
        if (before == null || before.size() != size || before.modified() != modified) {
            seen.put(file, new Seen(size, modified, nanoTime));
            return false;
        }
        return nanoTime - before.since() >= quiet.toNanos();
    }
}
