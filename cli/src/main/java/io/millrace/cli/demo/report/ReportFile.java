package io.millrace.cli.demo.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file a report is written to. It is replaced as a whole, so that a reader never sees half of one. */
public final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    public ReportFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Writes the report.
     *
     * @throws IOException if the folder is missing or not writable; the message names the file
     */
    public void write(DemoReport report) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.writeString(next, JSON.writeValueAsString(report) + System.lineSeparator());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write the report to " + file + "; check --report and the folder's permissions", e);
        }
    }
}
