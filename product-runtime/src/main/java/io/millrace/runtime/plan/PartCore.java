package io.millrace.runtime.plan;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Fragment.Content;

/**
 * What an input brings to the rows of a contract that keeps rows.
 *
 * @param merges whether other inputs bring the rest, under the same record key
 * @param ownFields number of the port's fields that the input brings; those behind them are key fields of another input
 * @param hasForeignKey whether there are such key fields
 * @param keepsUnavailable whether a value that the database did not send stays as it was
 * @param keepsAbsent whether a value that an event does not name stays as it was
 */
record PartCore(boolean merges, int ownFields, boolean hasForeignKey, boolean keepsUnavailable, boolean keepsAbsent) {

    /** Whether the record says what the value is, or leaves it as it was. */
    Content keeps(InputValue input, Row row) {
        if (keepsAbsent && input.isAbsent(row)) {
            return Content.ABSENT;
        }
        Cell unused = row.spare();
        return keepsUnavailable && input.isOfOneValue() && input.load(row, unused) == InputValue.Loaded.UNAVAILABLE
                ? Content.UNAVAILABLE
                : Content.VALUE;
    }
}
