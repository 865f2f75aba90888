/**
 * Rows of files as events, without a broker: CSV and NDJSON are read row by row, values become JSON of the contract's
 * types, and rows are judged like events that are sent.
 *
 * <p>May depend on {@code ingest.event}, {@code contracts}, Jackson and FastCSV only. What is thrown names a line and
 * never a value.
 */
@NullMarked
package io.millrace.ingest.file.row;

import org.jspecify.annotations.NullMarked;
