package io.millrace.ingest.kill;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contended rows, whose versions count up by one from 0: each version is published once, in this order, up to the stored one. */
final class CounterAccount {
    private final Map<Integer, List<Long>> published = new HashMap<>();
    private int records;
    private int lost;
    private int doubled;
    private int disordered;
    private int unknown;

    void published(int id, long version) {
        published.computeIfAbsent(id, first -> new ArrayList<>()).add(version);
        records++;
    }

    void stored(int id, long version) {
        List<Long> versions = published.getOrDefault(id, List.of());
        published.remove(id);
        Set<Long> distinct = new HashSet<>(versions);
        doubled += versions.size() - distinct.size();
        int beyond = (int) distinct.stream().filter(each -> each > version).count();
        unknown += beyond;
        lost += (int) (version + 1) - (distinct.size() - beyond);
        for (int i = 1; i < versions.size(); i++) {
            disordered += versions.get(i) < versions.get(i - 1) ? 1 : 0;
        }
    }

    Balance balance() {
        int left = published.values().stream().mapToInt(List::size).sum();
        return new Balance(0, records, lost, doubled, disordered, left + unknown);
    }
}
