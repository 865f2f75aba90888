package io.millrace.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of a file, which are read twice: for what they are called, and for their rows. */
public interface FileContent {
    /** A new stream from the first byte on. */
    InputStream open() throws IOException;

    /** Bytes there are. */
    long size() throws IOException;

    /** A file as it lies there. */
    static FileContent of(Path file) {
        return new FileContent() {
            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public long size() throws IOException {
                return Files.size(file);
            }
        };
    }
}
