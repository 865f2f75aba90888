package io.millrace.ingest.file.row;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * A record of a CSV file.
 *
 * @param number of the line on which it begins, from 1
 */
record CsvLine(long number, List<Cell> fields) {
    CsvLine {
        fields = List.copyOf(fields);
    }

    /** A field; only quotes tell an empty text from a missing value. */
    record Cell(String text, boolean quoted) {}

    /** Builds them. */
    static final class Handler extends AbstractBaseCsvCallbackHandler<CsvLine> {
        private List<Cell> cells = new ArrayList<>();

        @Override
        protected void handleBegin(long startingLineNumber) {
            cells = new ArrayList<>();
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            cells.add(new Cell(new String(buffer, offset, length), quoted));
        }

        @Override
        protected CsvLine buildRecord() {
            return new CsvLine(getStartingLineNumber(), cells);
        }
    }
}
