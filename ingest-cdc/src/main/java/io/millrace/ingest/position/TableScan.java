package io.millrace.ingest.position;

/**
 * How far a snapshot has come in one table, or in one partition of it. Progress is a block of the table's file: a row
 * that was not changed since the snapshot began has not moved, and a block number says nothing of a row's content.
 *
 * @param table captured table, as {@code schema.table}
 * @param relation oid of the table or partition
 * @param fileNode of its file; another one means that the table was rewritten and must be read again
 * @param nextBlock where to read on
 * @param blocks where to end; known once the first block was read
 * @param rows read so far
 * @param estimatedRows what the database's statistics say; -1 if they say nothing
 */
public record TableScan(
        String table, long relation, long fileNode, long nextBlock, long blocks, long rows, long estimatedRows) {

    /** Stands for an end that is not known yet. */
    public static final long UNKNOWN = -1;

    public boolean done() {
        return blocks != UNKNOWN && nextBlock >= blocks;
    }

    /** After a piece. */
    public TableScan advanced(long toBlock, long ofBlocks, long moreRows) {
        return new TableScan(table, relation, fileNode, toBlock, ofBlocks, rows + moreRows, estimatedRows);
    }

    /** The whole of a table that is no more. */
    public TableScan ended() {
        return new TableScan(table, relation, fileNode, 0, 0, rows, estimatedRows);
    }

    /** Share of the blocks that were read, 0 to 1. */
    public double share() {
        return blocks <= 0 ? done() ? 1 : 0 : Math.min(1, (double) nextBlock / blocks);
    }
}
