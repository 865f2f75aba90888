package io.millrace.catalogue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The folder a site is written to. A list of what was written lets the next run take away what is no longer there. */
public final class SiteFolder {
    private static final String LIST = ".millrace-docs";

    private final Path folder;

    public SiteFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Whether something lies here that no run of ours has written: a folder with files, but without our list. */
    public boolean isForeign() throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent() && !Files.isRegularFile(folder.resolve(LIST));
        }
    }

    /** Writes the files, and deletes those that the run before wrote and that are no longer among them. */
    public void write(SortedMap<String, String> files) throws IOException {
        Files.createDirectories(folder);
        for (String old : written()) {
            Path file = folder.resolve(old).normalize();
            if (file.startsWith(folder) && !files.containsKey(old)) {
                Files.deleteIfExists(file);
            }
        }
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve(LIST), files.keySet(), StandardCharsets.UTF_8);
    }

    private List<String> written() throws IOException {
        Path list = folder.resolve(LIST);
        return Files.isRegularFile(list) ? Files.readAllLines(list, StandardCharsets.UTF_8) : List.of();
    }
}
