package io.millrace.ingest.file.row;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.ingest.event.EventProblem;
import java.util.List;

/**
 * A row of a file.
 *
 * @param line on which it begins, from 1
 * @param content as JSON; without a meaning where there are problems
 * @param problems why it is no row at all, or empty
 */
public record FileRow(long line, ObjectNode content, List<EventProblem> problems) {
    public FileRow {
        problems = List.copyOf(problems);
    }
}
