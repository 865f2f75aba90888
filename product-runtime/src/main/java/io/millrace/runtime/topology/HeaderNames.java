package io.millrace.runtime.topology;

/** Headers of output records, beside those that ingest sets on raw records. Names are public interface. */
public final class HeaderNames {
    /** {@code <contract id>@<version>}. */
    public static final String CONTRACT = "mr-contract";

    /**
     * Where the record comes from: {@code <source>/<schema.table>@<lsn>} for a change, {@code <topic>-<partition>-<offset>}
     * for an event. On raw records: {@code <source>/<schema.table>}.
     */
    public static final String SOURCE = "mr-source";

    /** When the record entered its raw topic, epoch milliseconds as decimal text. */
    public static final String INGESTED_AT = "mr-ingested-at";

    /** When the product processed it, epoch milliseconds as decimal text. */
    public static final String PROCESSED_AT = "mr-processed-at";

    /** Code of the {@link io.millrace.runtime.record.Operation}. */
    public static final String OPERATION = "mr-op";

    /** Comma-separated names of the rules that only flag; absent where none did. */
    public static final String FLAGS = "mr-flags";

    /** On raw records of a captured source: which run of the source they belong to, a number that grows. */
    public static final String SOURCE_EPOCH = "source-epoch";

    /** On raw rows of a snapshot: which attempt they belong to, a number that grows. */
    public static final String SNAPSHOT_GENERATION = "snapshot-generation";

    /**
     * On raw rows of a snapshot that were sent before: whom they are sent again for, {@code latest-ports} or the name of
     * a product as {@code <domain>.<product>}. Absent on rows that are new to all.
     */
    public static final String SNAPSHOT_FOR = "snapshot-for";

    private HeaderNames() {}
}
