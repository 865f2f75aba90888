package io.millrace.runtime.plan;

import java.util.Locale;

/**
 * Where a change event stands in its database's log; reusable, filled by {@link RecordPlan#position}.
 *
 * <p>Positions compare as unsigned pairs (commit LSN, LSN): see PostgreSQL's {@code pg_lsn}.
 */
public final class ChangePosition {
    private long commitLsn;
    private long lsn;
    private long timestampMillis;
    private String database = "";

    void set(long commitLsn, long lsn, long timestampMillis, String database) {
        this.commitLsn = commitLsn;
        this.lsn = lsn;
        this.timestampMillis = timestampMillis;
        this.database = database;
    }

    /** {@code source.sequence[0]}, unsigned; 0 where it is null, which sorts lowest. */
    public long commitLsn() {
        return commitLsn;
    }

    /** {@code source.sequence[1]}, unsigned. */
    public long lsn() {
        return lsn;
    }

    /** An LSN as PostgreSQL prints a {@code pg_lsn}. */
    public static String lsnText(long lsn) {
        return Long.toHexString(lsn >>> 32).toUpperCase(Locale.ROOT) + "/"
                + Long.toHexString(lsn & 0xffffffffL).toUpperCase(Locale.ROOT);
    }

    /** {@code source.ts_ms}: when the change was made in the database, epoch milliseconds; 0 where absent. */
    public long timestampMillis() {
        return timestampMillis;
    }

    /** {@code <source name>/<database>}; one instance as long as it does not change. */
    public String database() {
        return database;
    }
}
