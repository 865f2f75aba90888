package io.millrace.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory all parts keep their data and logs in, always a new one, so that deleting it can never take anything
 * else with it.
 */
final class WorkDirectory {
    /** Below this, what a part needs next (a segment of PostgreSQL's log has 16 MiB) does not fit. */
    private static final long FULL = 16L << 20;

    private final Path path;
    private final LeashedProcess sweeper;

    private WorkDirectory(Path path, LeashedProcess sweeper) {
        this.path = path;
        this.sweeper = sweeper;
    }

    /**
     * Makes a new directory.
     *
     * @param parent where; is made if it does not exist
     * @param needed bytes that must be usable there
     * @throws EmbeddedStartException if it cannot be made, or there is too little space
     */
    static WorkDirectory create(Path parent, long needed) throws EmbeddedStartException {
        try {
            Files.createDirectories(parent);
            long usable = Files.getFileStore(parent).getUsableSpace();
            if (usable < needed) {
                throw new EmbeddedStartException("too little disk space for the embedded parts: " + parent + " has "
                        + mebibytes(usable) + " MiB left, " + mebibytes(needed)
                        + " MiB are needed; free some, or choose another place with workDirectory");
            }
            Path path = Files.createTempDirectory(parent.toRealPath(), "millrace-");
            return new WorkDirectory(path, LeashedProcess.deleteWhenOrphaned(path));
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "cannot write a work directory for the embedded parts in " + parent + " (" + e
                            + "); make it writable, or choose another place with workDirectory",
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** A new or existing directory below, for this user alone. */
    Path directory(String name) throws IOException {
        return directory(name, "rwx------");
    }

    /** A new or existing directory below that all users may read, if they can get there. */
    Path openDirectory(String name) throws IOException {
        return directory(name, "rwxr-xr-x");
    }

    /** The log of a part; the file need not exist. */
    Path log(String part) throws IOException {
        return directory("logs").resolve(part + ".log");
    }

    private Path directory(String name, String permissions) throws IOException {
        Path directory = Files.createDirectories(path.resolve(name));
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    /**
     * Deletes all of it. What resists is left to the sweeper, which tries again when this JVM is gone; and so is what a
     * start that is still under way in an exiting JVM may write.
     */
    void delete(boolean exiting) {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            return;
        }
        if (!exiting) {
            sweeper.kill();
        }
    }

    /** The likely cause, if a part failed because the disk filled up under it. */
    Optional<String> fullDisk() {
        try {
            long usable = Files.getFileStore(path).getUsableSpace();
            return usable > FULL
                    ? Optional.empty()
                    : Optional.of("the disk is full: " + path.getParent() + " has " + mebibytes(usable)
                            + " MiB left; free some, or choose another place with workDirectory");
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }
}
