package io.millrace.cli.demo.traffic;

/**
 * A committed change of one row.
 *
 * @param table name of the table
 * @param operation Debezium's code: {@code r} for rows that were there before the capture began, {@code c}, {@code u},
 *     {@code d}
 * @param key canonical text of the primary key
 * @param row the row after the change, or before a delete
 * @param fate what has to become of it
 */
public record Change(String table, char operation, String key, TableRow row, Fate fate) {
    /** Without values. */
    @Override
    public String toString() {
        return operation + " " + table + " " + fate;
    }
}
