package io.millrace.contracts.source;

import java.util.List;

/**
 * What becomes of a captured table's columns, truncations and changes of its definition.
 *
 * @param exclude columns that are not captured, as in the database
 * @param onTruncate what a TRUNCATE of the table does
 * @param onSchemaChange what a change of the table's definition does
 */
public record CaptureRules(List<String> exclude, OnTruncate onTruncate, OnSchemaChange onSchemaChange) {
    /** All columns; truncations are published, changes of the definition followed. */
    public static final CaptureRules DEFAULT = new CaptureRules(List.of(), OnTruncate.PUBLISH, OnSchemaChange.FOLLOW);

    public CaptureRules {
        exclude = List.copyOf(exclude);
    }

    /** What a TRUNCATE does. */
    public enum OnTruncate {
        /** A record without key in every partition, which products reject: the keys of the rows are not in the log. */
        PUBLISH,
        /** The source halts before it. */
        HALT
    }

    /** What a change of a table's definition does. */
    public enum OnSchemaChange {
        /** It is registered and published; each product's contract decides what it means. */
        FOLLOW,
        /** New columns are followed; the source halts before the first record of any other change. */
        ADDITIVE,
        /** The source halts before the first record of a change. */
        HALT
    }
}
