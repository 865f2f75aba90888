package io.millrace.ingest.file;

import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.file.row.FileRow;
import java.io.IOException;
import java.util.List;

/** Where rejected rows are told. For one thread. */
public interface Rejects extends AutoCloseable {
    /** Nowhere. */
    Opener NOWHERE = keep -> (row, problems) -> {};

    /** Opens a place for one attempt at a load. */
    @FunctionalInterface
    interface Opener {
        /**
         * Opens it.
         *
         * @param keep how many rows were told by attempts before, and stay
         */
        Rejects open(long keep) throws IOException;
    }

    /** Tells a row. */
    void add(FileRow row, List<EventProblem> problems) throws IOException;

    /** Called ahead of each commit, so that what is told is never less than what is committed. */
    default void flush() throws IOException {}

    @Override
    default void close() throws IOException {}
}
