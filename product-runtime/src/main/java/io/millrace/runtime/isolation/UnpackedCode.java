package io.millrace.runtime.isolation;

import io.millrace.contracts.jar.TopologyJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The code of one jar while its product runs: a copy below the state directory, so that the jar may be replaced under a
 * running process. A copy that a killed process left is overwritten by the next start.
 */
public final class UnpackedCode implements AutoCloseable {
    private final Path folder;
    private final TopologyClassLoader classes;

    private UnpackedCode(Path folder, TopologyClassLoader classes) {
        this.folder = folder;
        this.classes = classes;
    }

    /**
     * Copies the code.
     *
     * @param jar one that brings code
     * @param stateDirectory of this instance; no application id lies there without a dot, so {@code code} is free
     * @throws IOException where the copy cannot be written
     */
    public static UnpackedCode of(TopologyJar jar, Path stateDirectory) throws IOException {
        String product = jar.manifest().product();
        Path folder = stateDirectory.resolve("code").resolve(product);
        delete(folder);
        Files.createDirectories(folder);
        List<Path> roots = jar.unpackCode(folder);
        URL[] urls = new URL[roots.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = roots.get(i).toUri().toURL();
        }
        return new UnpackedCode(folder, new TopologyClassLoader(product, urls, UnpackedCode.class.getClassLoader()));
    }

    public ClassLoader classes() {
        return classes;
    }

    @Override
    public void close() {
        try {
            classes.close();
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(folder)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
