package io.millrace.cli.demo.traffic;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** Every clear personal value that the traffic contains: what must not be found where masked data belongs. */
public final class PersonalValues {
    private static final int SHORTEST = 8;

    private final Set<String> values = new LinkedHashSet<>();

    /** Notes a value before it is written anywhere; values too short to be told from chance are left out. */
    synchronized String note(String value) {
        if (value.getBytes(StandardCharsets.UTF_8).length >= SHORTEST) {
            values.add(value);
        }
        return value;
    }

    /** A copy of all values noted so far. */
    public synchronized Set<String> all() {
        return new LinkedHashSet<>(values);
    }

    /** How many. */
    public synchronized int size() {
        return values.size();
    }
}
