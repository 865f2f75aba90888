package io.millrace.ingest.file;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.file.row.FileRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Rejected rows, a JSON object a line: number of the line and reasons, and the content only where it was asked for. It
 * always holds at least what was committed, so that a load that goes on cuts it to that.
 */
public final class RejectsFile implements Rejects {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final boolean content;
    private final BufferedWriter out;

    /**
     * Opens the file anew.
     *
     * @param content whether rows are told with their content
     * @param keep how many lines of an earlier attempt stay
     */
    public RejectsFile(Path file, boolean content, long keep) throws IOException {
        this.file = file;
        this.content = content;
        List<String> kept = keep > 0 && Files.exists(file)
                ? Files.readAllLines(file).stream().limit(keep).toList()
                : List.of();
        this.out = Files.newBufferedWriter(file);
        for (String line : kept) {
            out.write(line);
            out.newLine();
        }
    }

    @Override
    public void add(FileRow row, List<EventProblem> problems) throws IOException {
        ObjectNode node = JSON.createObjectNode().put("line", row.line());
        ArrayNode list = node.putArray("problems");
        problems.forEach(
                problem -> list.addObject().put("pointer", problem.pointer()).put("detail", problem.text()));
        if (content) {
            node.set("row", row.content());
        }
        out.write(JSON.writeValueAsString(node));
        out.newLine();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Leaves no empty file behind. */
    @Override
    public void close() throws IOException {
        out.close();
        if (Files.size(file) == 0) {
            Files.delete(file);
        }
    }
}
