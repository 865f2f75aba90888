package io.millrace.contracts.source;

import java.util.Map;

/** What a source publishes of the rows that are there when it is captured for the first time; as Debezium names it. */
public enum SnapshotMode {
    /** Every row once, then the changes. */
    INITIAL,
    /** No row; only the changes from the first start on. */
    NO_DATA;

    /** The modes as a descriptor writes them. */
    static final Map<String, SnapshotMode> WORDS = Map.of("initial", INITIAL, "no_data", NO_DATA);
}
