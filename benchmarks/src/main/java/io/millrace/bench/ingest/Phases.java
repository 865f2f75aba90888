package io.millrace.bench.ingest;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** What one run measured. */
public record Phases(Phase snapshot, Phase streaming) {

    /** Writes the file at once, so that who waits for it finds it whole. */
    void write(Path file) throws IOException {
        var properties = new Properties();
        snapshot.write("snapshot", properties);
        streaming.write("streaming", properties);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (Writer writer = Files.newBufferedWriter(part)) {
            properties.store(writer, null);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    public static Phases read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Phases(Phase.read("snapshot", properties), Phase.read("streaming", properties));
    }
}
