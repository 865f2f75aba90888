package io.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder of one case: its inline descriptors, its keys, its state. */
final class CaseFolder implements AutoCloseable {
    private final Path root;

    private CaseFolder(Path root) {
        this.root = root;
    }

    static CaseFolder create() throws IOException {
        return new CaseFolder(Files.createTempDirectory("millrace-case-"));
    }

    Path resolve(String name) {
        return root.resolve(name);
    }

    /** Writes a file below the folder, with the folders it lies in. */
    void write(String name, String content) throws IOException {
        Path file = root.resolve(name).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalArgumentException("The file name '" + name + "' leaves the mesh. Write a name below it.");
        }
        Files.createDirectories(file.getParent() == null ? root : file.getParent());
        Files.writeString(file, content);
    }

    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(root)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the temporary folder " + root, e);
        }
    }
}
