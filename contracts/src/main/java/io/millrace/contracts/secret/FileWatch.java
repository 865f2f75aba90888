package io.millrace.contracts.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Notices that one of some files has changed, by time and size. For one thread. */
public final class FileWatch {
    private final List<Path> files;
    private String seen;

    /** Remembers what they are like now. */
    public FileWatch(List<Path> files) {
        this.files = List.copyOf(files);
        this.seen = state();
    }

    /** Whether any has changed since the last question. */
    public boolean changed() {
        String now = state();
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    private String state() {
        return files.stream().map(FileWatch::state).collect(Collectors.joining(" "));
    }

    private static String state(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file);
        } catch (IOException e) {
            return "absent";
        }
    }
}
