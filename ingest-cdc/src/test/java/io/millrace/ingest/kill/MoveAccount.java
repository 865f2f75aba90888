package io.millrace.ingest.kill;

import java.util.HashMap;
import java.util.Map;

/** Rows that get another primary key: made, moved (a delete and a create), and perhaps deleted; each once, in this order. */
final class MoveAccount {
    private final Map<Long, StringBuilder> histories = new HashMap<>();
    private int records;
    private int lost;
    private int doubled;
    private int disordered;

    /** @param operation {@code c} or {@code d} */
    void published(long id, String operation) {
        histories.computeIfAbsent(id, first -> new StringBuilder()).append(operation);
        records++;
    }

    /** @param kept whether the row is still there under its second key, which is the first one negated */
    void stored(long id, boolean kept) {
        compare(id, "cd");
        compare(-id, kept ? "c" : "cd");
    }

    private void compare(long id, String expected) {
        StringBuilder history = histories.remove(id);
        String found = history == null ? "" : history.toString();
        if (found.equals(expected)) {
            return;
        }
        for (char operation : new char[] {'c', 'd'}) {
            int wanted = count(expected, operation);
            int times = count(found, operation);
            lost += Math.max(0, wanted - times);
            doubled += Math.max(0, times - wanted);
        }
        disordered += found.indexOf('d') >= 0 && found.indexOf('d') < found.indexOf('c') ? 1 : 0;
    }

    private static int count(String text, char letter) {
        return (int) text.chars().filter(each -> each == letter).count();
    }

    Balance balance() {
        int left = histories.values().stream().mapToInt(StringBuilder::length).sum();
        return new Balance(0, records, lost, doubled, disordered, left);
    }
}
