package io.millrace.bench.load;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How many events of each kind were sent, with the sum of their checksums. */
public final class Census {
    private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    private Tally asSent = Tally.NONE;

    /**
     * Adds an event.
     *
     * @param value in Avro
     * @param sent what was sent, which may be another form of it
     */
    void add(Kind kind, byte[] value, byte[] sent) {
        tallies.merge(kind, new Tally(1, Checksum.ofId(value)), Tally::plus);
        asSent = asSent.plus(new Tally(1, Checksum.ofId(sent)));
    }

    /** All values as they were sent: what comes out of a copy. */
    public Tally asSent() {
        return asSent;
    }

    /** All events of some kinds. */
    public Tally of(Collection<Kind> kinds) {
        return kinds.stream()
                .map(kind -> tallies.getOrDefault(kind, Tally.NONE))
                .reduce(Tally.NONE, Tally::plus);
    }

    /** All events. */
    public long total() {
        return tallies.values().stream().mapToLong(Tally::count).sum();
    }
}
