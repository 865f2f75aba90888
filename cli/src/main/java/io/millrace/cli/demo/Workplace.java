package io.millrace.cli.demo;

import io.millrace.cli.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The demo's temporary folder: configuration, keys, logs and state of its processes. Gone at the end. */
final class Workplace implements AutoCloseable {
    private final Path root;

    private Workplace(Path root) {
        this.root = root;
    }

    /** @throws CommandException if the temporary folder cannot be written to */
    static Workplace create() {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Path root = Files.createTempDirectory(parent, "millrace-demo-");
            Files.createDirectories(root.resolve("logs"));
            Files.createDirectories(root.resolve("state"));
            return new Workplace(root);
        } catch (IOException e) {
            throw new CommandException("cannot make a folder in " + parent
                    + "; free some space there, or choose another with MILLRACE_JAVA_OPTS=-Djava.io.tmpdir=DIR");
        }
    }

    Path root() {
        return root;
    }

    Path keys() {
        return root.resolve("keys");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path state() {
        return root.resolve("state");
    }

    Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** Writes a configuration that only its owner may read: it holds the database's password. */
    Path configuration(String process, Map<String, String> values) throws IOException {
        Path file = root.resolve(process + ".properties");
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.writeString(
                file,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }

    /** Deletes everything. */
    @Override
    public void close() {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            // Somebody else was faster.
        } catch (IOException | UncheckedIOException e) {
            System.err.println("millrace: could not delete " + root + "; delete it by hand");
        }
    }
}
