package io.millrace.runtime.record;

import java.util.ArrayList;
import java.util.List;

/** The rules that a row broke and that let it pass, flagged or mended; reusable, for one thread. */
public final class Flags {
    private final List<String> names = new ArrayList<>(4);
    private final List<Repair> repairs = new ArrayList<>(4);

    /**
     * A rule that was broken, and what took the value's place.
     *
     * @param rule name of the rule
     * @param action default, nullify or clamp
     */
    public record Repair(String rule, String action) {}

    public void clear() {
        names.clear();
        repairs.clear();
    }

    public void add(String rule) {
        if (!names.contains(rule)) {
            names.add(rule);
        }
    }

    /** Notes a rule whose violation was mended. */
    public void repaired(Repair repair) {
        if (!repairs.contains(repair)) {
            repairs.add(repair);
        }
    }

    /** The names of the rules that only flag, separated by commas; empty where there are none. */
    public String text() {
        return names.isEmpty() ? "" : String.join(",", names);
    }

    /** The violations that were mended, each once; changes with the next row. */
    public List<Repair> repairs() {
        return repairs;
    }
}
