package io.millrace.runtime.topology;

import io.millrace.runtime.identity.EventIdIndex;
import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.IndexOverBudgetException;
import io.millrace.runtime.identity.RejectLedger;
import io.millrace.runtime.identity.Window;
import io.millrace.runtime.metrics.TaskBalance;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Identity by event id: seen within the window is a duplicate, except for the ports that rejected it. */
final class EventIdStage implements IdentityStage {
    private static final Logger LOG = LoggerFactory.getLogger(EventIdStage.class);

    /** A second; some 0.5 ms of work. */
    private static final int TABLES_TIDIED = 16;

    private final EventIdStore store;
    private final EventIdIndex index;
    private final RejectLedger rejects;
    private final EventIds ids;
    private final Window window;
    private final TaskBalance balance;
    private final InstantSource time;
    private int bucketsTold = Window.BUCKETS;

    EventIdStage(
            EventIdStore store,
            RejectLedger rejects,
            EventIds ids,
            Window window,
            TaskBalance balance,
            InstantSource time) {
        this.store = store;
        this.index = store.index();
        this.rejects = rejects;
        this.ids = ids;
        this.window = window;
        this.balance = balance;
        this.time = time;
        index.restored();
        Set<Long> unreadable = rejects.unreadableContents();
        if (!unreadable.isEmpty()) {
            index.forgetContents(unreadable::contains);
        }
        publish();
    }

    @Override
    public Admission admit(InputRecord record, RecordReader reader) {
        if (!ids.take(reader)) {
            return Admission.UNIDENTIFIED;
        }
        EventIdIndex.Sighting sighting = note(record);
        rejects.readable(ids.lastContent());
        if (sighting == EventIdIndex.Sighting.NEW) {
            return Admission.ALL;
        }
        long open = rejects.size() == 0 ? 0 : rejects.openPorts(ids.fingerprint());
        if (open != 0) {
            return Admission.of(open);
        }
        if (sighting == EventIdIndex.Sighting.CONFLICT) {
            balance.countConflict();
        }
        return Admission.DUPLICATE;
    }

    private EventIdIndex.Sighting note(InputRecord record) {
        try {
            return store.note(ids, record);
        } catch (IndexOverBudgetException full) {
            throw new HaltException(record.coordinate() + ": " + full.getMessage());
        }
    }

    @Override
    public void judged(InputRecord record, long rejectedBy) {
        if (rejectedBy != 0 || rejects.size() > 0) {
            Fingerprint id = ids.fingerprint();
            rejects.judged(id, rejectedBy, record.offset(), record.timestamp());
            bound(record);
        }
    }

    @Override
    public void unreadable(InputRecord record) {
        rejects.unreadable(ids.content(record), record.timestamp());
        bound(record);
    }

    private void bound(InputRecord record) {
        if (rejects.isOverfull()) {
            rejects.forgetBefore(window.restoreFrom(Math.min(record.timestamp(), time.millis())));
            haltIfOverfull(rejects, record);
        }
    }

    /** Forgetting one instead would make its corrected resend a duplicate. */
    static void haltIfOverfull(RejectLedger rejects, InputRecord record) {
        if (rejects.isOverfull()) {
            throw new HaltException(record.coordinate() + ": more than " + rejects.most()
                    + " events of the partition were rejected within the window of event ids, and so many must be"
                    + " remembered so that corrected resends get through. Read the dead letters with `millrace dlq list`,"
                    + " mend the source or the contract, or declare a shorter window; then start the product again. A"
                    + " 'failureBudget' on the input port stops a product earlier.");
        }
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public void tidy(long streamTimeMillis) {
        rejects.forgetBefore(window.restoreFrom(streamTimeMillis));
        index.tidy(TABLES_TIDIED);
        publish();
        if (index.bucketsInForce() < bucketsTold) {
            bucketsTold = index.bucketsInForce();
            LOG.error(
                    "Input port {} partition {}: the index of event ids ran out of memory; the window is down to {} of"
                            + " {} parts until the next restart. Set 'identity.memory' higher, or declare a shorter window.",
                    balance.input(),
                    balance.partition(),
                    bucketsTold,
                    Window.BUCKETS);
        }
    }

    private void publish() {
        balance.index(index.entries(), index.bytes(), (double) index.bucketsInForce() / Window.BUCKETS);
    }
}
