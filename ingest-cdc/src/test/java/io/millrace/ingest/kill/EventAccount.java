package io.millrace.ingest.kill;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Events of the outbox: each once, and those of an aggregate in one topic in the order in which they were written. */
final class EventAccount {
    private final Map<String, Long> last = new HashMap<>();
    private final Set<Long> published = new HashSet<>();
    private int records;
    private int lost;
    private int doubled;
    private int disordered;

    /** @param place the topic and the aggregate */
    void published(String place, long id) {
        records++;
        doubled += published.add(id) ? 0 : 1;
        Long before = last.put(place, id);
        disordered += before != null && before > id ? 1 : 0;
    }

    void stored(long id) {
        lost += published.remove(id) ? 0 : 1;
    }

    /** To ask last: what is published and not stored is left then. */
    Balance balance() {
        return new Balance(0, records, lost, doubled, disordered, published.size());
    }
}
