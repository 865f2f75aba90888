package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the base mesh in a folder of its own, to be changed by one test. */
final class MeshFolder {
    static final Path BASE = Path.of("src", "test", "resources", "base");

    private final Path root;

    private MeshFolder(Path root) {
        this.root = root;
    }

    static MeshFolder copyOfBase(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(BASE)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(BASE.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        return new MeshFolder(target);
    }

    Path root() {
        return root;
    }

    /** Replaces a text that stands in the file exactly once. */
    MeshFolder replace(String file, String text, String replacement) {
        try {
            String before = Files.readString(root.resolve(file));
            int first = before.indexOf(text);
            assertThat(first).as("'%s' stands in %s", text, file).isNotNegative();
            assertThat(before.indexOf(text, first + 1))
                    .as("'%s' stands once", text)
                    .isNegative();
            return write(file, before.replace(text, replacement));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MeshFolder write(String file, String content) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MeshFolder remove(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every error and warning, as text. */
    List<String> findings() {
        return texts(problems().stream()
                .filter(problem -> problem.level() != Problem.Level.NOTE)
                .toList());
    }

    /** Every note, as text. */
    List<String> notes() {
        return texts(problems().stream()
                .filter(problem -> problem.level() == Problem.Level.NOTE)
                .toList());
    }

    private List<Problem> problems() {
        try {
            return Mesh.load(root, MeshOptions.DEFAULT).warnings();
        } catch (InvalidDescriptorsException e) {
            return e.problems();
        }
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Object::toString).toList();
    }
}
