package io.millrace.runtime.identity;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which event ids were rejected, and by which output ports: the exceptions from "seen before is a duplicate". A resend
 * of a rejected event is judged again by the ports that rejected it, and by no other.
 *
 * <p>Records whose id could not be read are noted by their content: when the index is read back later, a schema
 * registered meanwhile may make their id readable, and they must not count as seen. Belongs to one task.
 */
public final class RejectLedger {
    private final Journal journal;
    private final Map<Fingerprint, Entry> rejected = new HashMap<>();
    private final Map<Long, Long> unreadable = new HashMap<>();
    private final int most;
    private long forgottenBefore = Long.MIN_VALUE;

    /**
     * @param journal keeps what must survive a restart
     * @param most events and records that may be noted
     */
    public RejectLedger(Journal journal, int most) {
        this.journal = journal;
        this.most = most;
    }

    /**
     * A rejected event.
     *
     * @param ports bit i is set if output port i rejected it and has not accepted a resend
     * @param offset of the last rejected occurrence
     * @param timestampMillis broker time of that occurrence
     */
    public record Entry(long ports, long offset, long timestampMillis) {}

    /** Where changes are written. */
    public interface Journal {
        void rejected(Fingerprint id, Entry entry);

        void settled(Fingerprint id);

        void unreadable(long content, long timestampMillis);

        void readable(long content);
    }

    /** Takes an entry up again, without writing it. */
    public void load(Fingerprint id, Entry entry) {
        rejected.put(id, entry);
    }

    /** Takes an unreadable record up again, without writing it. */
    public void loadUnreadable(long content, long timestampMillis) {
        unreadable.put(content, timestampMillis);
    }

    /** The ports that rejected an event and may still accept a resend, as bits. */
    public long openPorts(Fingerprint id) {
        Entry entry = rejected.isEmpty() ? null : rejected.get(id);
        return entry == null ? 0 : entry.ports();
    }

    /** Notes what the ports that judged an occurrence made of it: those set rejected it, all others are settled. */
    public void judged(Fingerprint id, long rejectedBy, long offset, long timestampMillis) {
        if (rejectedBy != 0) {
            var entry = new Entry(rejectedBy, offset, timestampMillis);
            rejected.put(id, entry);
            journal.rejected(id, entry);
        } else if (!rejected.isEmpty() && rejected.remove(id) != null) {
            journal.settled(id);
        }
    }

    /** Notes a record whose id could not be read. */
    public void unreadable(long content, long timestampMillis) {
        unreadable.put(content, timestampMillis);
        journal.unreadable(content, timestampMillis);
    }

    /** Notes that a record's id could be read. */
    public void readable(long content) {
        if (!unreadable.isEmpty() && unreadable.remove(content) != null) {
            journal.readable(content);
        }
    }

    /** Contents that must not count as seen. */
    public Set<Long> unreadableContents() {
        return Set.copyOf(new HashSet<>(unreadable.keySet()));
    }

    /**
     * Forgets what happened before a time: its ids have left the window anyway. Looks at everything noted, but only
     * where the time is later than ever before.
     */
    public void forgetBefore(long timestampMillis) {
        if (timestampMillis <= forgottenBefore) {
            return;
        }
        forgottenBefore = timestampMillis;
        for (Fingerprint id : rejected.entrySet().stream()
                .filter(entry -> entry.getValue().timestampMillis() < timestampMillis)
                .map(Map.Entry::getKey)
                .toList()) {
            rejected.remove(id);
            journal.settled(id);
        }
        List<Long> old = unreadable.entrySet().stream()
                .filter(entry -> entry.getValue() < timestampMillis)
                .map(Map.Entry::getKey)
                .toList();
        for (Long content : old) {
            unreadable.remove(content);
            journal.readable(content);
        }
    }

    /** Whether more is noted than may be. */
    public boolean isOverfull() {
        return size() > most;
    }

    /** How much may be noted. */
    public int most() {
        return most;
    }

    /** Events and records noted. */
    public int size() {
        return rejected.size() + unreadable.size();
    }
}
