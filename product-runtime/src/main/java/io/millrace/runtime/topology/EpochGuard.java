package io.millrace.runtime.topology;

import io.millrace.runtime.identity.SourceEpoch;

/** Halts where the records of a source begin anew; tells rows of a superseded snapshot. */
final class EpochGuard {
    private final Ledger ledger;
    private final SourceEpoch source;
    private final NumberHeader epoch = new NumberHeader(HeaderNames.SOURCE_EPOCH);
    private final NumberHeader generation = new NumberHeader(HeaderNames.SNAPSHOT_GENERATION);

    EpochGuard(Ledger ledger, SourceEpoch source) {
        this.ledger = ledger;
        this.source = source;
    }

    /**
     * Looks at a record's epoch.
     *
     * @return whether positions start over
     * @throws HaltException where the epoch has changed without consent
     */
    boolean startsOver(InputRecord record) {
        if (!epoch.read(record)) {
            return false;
        }
        long known = source.epoch();
        return switch (source.judge(epoch.number())) {
            case SAME -> false;
            case FIRST -> {
                ledger.saveEpoch(source);
                yield false;
            }
            case ACCEPTED -> {
                ledger.dropMarks();
                ledger.saveEpoch(source);
                yield true;
            }
            case CHANGED ->
                throw new HaltException(record.coordinate() + ": the source was snapshotted anew (epoch "
                        + epoch.number() + ", this product has processed epoch " + known
                        + "). All rows come again, and what was deleted in between is not said: history ports would get"
                        + " every row a second time, latest ports would keep deleted rows. Rebuild the product; or, if"
                        + " you can live with that, start it with identity.accepted.epochs=" + epoch.number() + ".");
            case GONE_BACK ->
                throw new HaltException(record.coordinate() + ": the source epoch has gone back to " + epoch.number()
                        + " from " + known + ": an ingestion that was over has written again, or its offset topic was"
                        + " restored from a backup. Stop that ingestion and take a new snapshot, then rebuild the"
                        + " product.");
        };
    }

    /** Whether a snapshot row belongs to an attempt that a later one has superseded. */
    boolean isSuperseded(InputRecord row) {
        if (!generation.read(row)) {
            return false;
        }
        long known = source.generation();
        if (source.isSuperseded(generation.number())) {
            return true;
        }
        if (source.generation() != known) {
            ledger.saveEpoch(source);
        }
        return false;
    }
}
