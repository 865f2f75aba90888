package io.millrace.runtime.record;

import java.util.ArrayList;
import java.util.List;

/** The rules that a row broke and that only flag it; reusable, for one thread. */
public final class Flags {
    private final List<String> names = new ArrayList<>(4);

    public void clear() {
        names.clear();
    }

    public void add(String rule) {
        if (!names.contains(rule)) {
            names.add(rule);
        }
    }

    /** The names, separated by commas; empty where there are none. */
    public String text() {
        return names.isEmpty() ? "" : String.join(",", names);
    }
}
