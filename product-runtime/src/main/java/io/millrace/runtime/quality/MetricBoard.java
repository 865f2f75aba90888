package io.millrace.runtime.quality;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counts of all partitions that an instance processes for one product. Safe for use by several threads. */
public final class MetricBoard {
    private final Map<Key, WindowCounts> counts = new ConcurrentHashMap<>();

    private record Key(String port, long windowMillis, String input, int partition) {}

    /** Shows the counts of a partition from now on. */
    public void show(String port, String input, int partition, WindowCounts shown) {
        counts.put(new Key(port, shown.windowMillis(), input, partition), shown);
    }

    /** Takes the counts of a partition off the board, unless others have taken their place. */
    public void remove(Collection<WindowCounts> gone) {
        counts.values().removeIf(shown -> gone.stream().anyMatch(one -> one == shown));
    }

    /** The counts of a port's partitions with one window length. */
    public List<WindowCounts> of(String port, long windowMillis) {
        return counts.entrySet().stream()
                .filter(entry ->
                        entry.getKey().port().equals(port) && entry.getKey().windowMillis() == windowMillis)
                .map(Map.Entry::getValue)
                .toList();
    }
}
