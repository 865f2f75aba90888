package io.millrace.runtime.topology;

import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.Fingerprinter;
import io.millrace.runtime.identity.PositionMark;
import io.millrace.runtime.plan.ChangePosition;
import io.millrace.runtime.record.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Identity by position in the database's log. Snapshot rows neither read nor move the mark: they are told apart by the
 * generation of their snapshot.
 */
final class PositionStage implements IdentityStage {
    private static final long TOLERANCE_MILLIS = 60_000;

    private final Ledger ledger;
    private final Fingerprinter fingerprinter;
    private final EpochGuard guard;
    private final ChangePosition position = new ChangePosition();
    private final Map<String, PositionMark> marks = new HashMap<>();

    PositionStage(Ledger ledger, Fingerprinter fingerprinter, Set<Long> acceptedEpochs) {
        this.ledger = ledger;
        this.fingerprinter = fingerprinter;
        this.guard = new EpochGuard(ledger, ledger.loadEpoch(acceptedEpochs));
    }

    @Override
    public Admission admit(InputRecord record, RecordReader reader) {
        Operation operation = reader.plan().operation(reader.row());
        if (guard.startsOver(record)) {
            marks.clear();
        }
        if (operation == Operation.SNAPSHOT) {
            return guard.isSuperseded(record) ? Admission.DUPLICATE : Admission.ALL;
        }
        if (operation == Operation.EVENT) {
            return Admission.ALL;
        }
        if (record.key() == null && operation != Operation.TRUNCATE) {
            // Rows that one statement wrote share a position, and without keys nothing tells them apart.
            return Admission.KEYLESS;
        }
        if (!reader.plan().position(reader.row(), position)) {
            return Admission.UNIDENTIFIED;
        }
        PositionMark mark =
                marks.computeIfAbsent(position.database(), database -> ledger.loadMark(database, TOLERANCE_MILLIS));
        PositionMark.Verdict verdict =
                mark.judge(position.commitLsn(), position.lsn(), position.timestampMillis(), keyAnd(record, operation));
        if (verdict == PositionMark.Verdict.EPOCH_CHANGE) {
            throw new HaltException(record.coordinate() + ": the change log of " + position.database()
                    + " has gone back below what this product has processed (" + lsn(position.lsn()) + " after "
                    + lsn(mark.lsn()) + "), though the change was made later. The database was probably restored or"
                    + " replaced. Rebuild the product from a new snapshot under a new major version, or restore the"
                    + " source to where it was.");
        }
        if (verdict == PositionMark.Verdict.DUPLICATE) {
            return Admission.DUPLICATE;
        }
        ledger.saveMark(position.database(), mark);
        return Admission.ALL;
    }

    private Fingerprint keyAnd(InputRecord record, Operation operation) {
        fingerprinter.reset();
        byte[] key = record.key();
        if (key != null) { // a truncate has none
            fingerprinter.update(key, 0, key.length);
        }
        byte[] code = {(byte) operation.code().charAt(0)};
        fingerprinter.update(code, 0, 1);
        return fingerprinter.finish().fingerprint();
    }

    /** As PostgreSQL prints a {@code pg_lsn}. */
    static String lsn(long lsn) {
        return ChangePosition.lsnText(lsn);
    }
}
