package io.millrace.cli.demo.traffic;

/** What has to become of a record, by the shop's contracts. */
public enum Fate {
    /** Leaves masked. */
    ACCEPTED,
    /** Outside the contract's filter. */
    FILTERED,
    /** The same event was sent before. */
    DUPLICATE,
    /** Becomes a dead letter. */
    REJECTED;

    /** What the shop's contracts say about a row of a table. */
    public static Fate of(String table, TableRow row) {
        return table.equals(OrderTraffic.TABLE) ? OrderTraffic.fateOf(row) : ACCEPTED;
    }
}
