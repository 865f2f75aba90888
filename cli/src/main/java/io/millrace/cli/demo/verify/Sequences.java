package io.millrace.cli.demo.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What happened per key, in order. */
final class Sequences {
    private final Map<String, List<Long>> byKey = new HashMap<>();
    private long size;

    synchronized void add(String key, long digest) {
        byKey.computeIfAbsent(key, unused -> new ArrayList<>(2)).add(digest);
        size++;
    }

    synchronized long size() {
        return size;
    }

    /**
     * How another set of sequences differs from this one.
     *
     * @param lost here and not there
     * @param doubled there more often than here
     * @param reordered keys with the same entries in another order
     */
    record Difference(long lost, long doubled, long reordered) {
        boolean isNone() {
            return lost == 0 && doubled == 0 && reordered == 0;
        }

        @Override
        public String toString() {
            return "lost " + lost + ", duplicated " + doubled + ", reordered " + reordered;
        }
    }

    /** Compares what had to be (this) with what is. */
    synchronized Difference against(Sequences actual) {
        long lost = 0;
        long doubled = 0;
        long reordered = 0;
        Collection<String> keys = new TreeSet<>(byKey.keySet());
        keys.addAll(actual.byKey.keySet());
        for (String key : keys) {
            List<Long> wanted = byKey.getOrDefault(key, List.of());
            List<Long> found = actual.byKey.getOrDefault(key, List.of());
            if (!wanted.equals(found)) {
                long missing = surplus(wanted, found);
                long extra = surplus(found, wanted);
                lost += missing;
                doubled += extra;
                reordered += missing == 0 && extra == 0 ? 1 : 0;
            }
        }
        return new Difference(lost, doubled, reordered);
    }

    /** How many entries of one list have no partner in the other. */
    private static long surplus(List<Long> of, List<Long> over) {
        List<Long> left = new ArrayList<>(of);
        over.forEach(left::remove);
        return left.size();
    }
}
