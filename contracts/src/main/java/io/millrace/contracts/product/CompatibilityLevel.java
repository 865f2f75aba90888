package io.millrace.contracts.product;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which versions of a port's schema must be able to read each other's records; the words are those of the registry. */
public enum CompatibilityLevel {
    /** No promise. */
    NONE(false, false, false),
    /** The new schema reads records of the version before it. */
    BACKWARD(true, false, false),
    /** The new schema reads records of every version before it. */
    BACKWARD_TRANSITIVE(true, false, true),
    /** The version before it reads records of the new schema. */
    FORWARD(false, true, false),
    /** Every version before it reads records of the new schema. */
    FORWARD_TRANSITIVE(false, true, true),
    /** Both, for the version before it. */
    FULL(true, true, false),
    /** Both, for every version before it: any reader may meet any record. */
    FULL_TRANSITIVE(true, true, true);

    /** Readers of any version may meet records of any version. */
    public static final CompatibilityLevel DEFAULT = FULL_TRANSITIVE;

    private final boolean backward;
    private final boolean forward;
    private final boolean transitive;

    CompatibilityLevel(boolean backward, boolean forward, boolean transitive) {
        this.backward = backward;
        this.forward = forward;
        this.transitive = transitive;
    }

    /** Whether the new schema must read old records. */
    public boolean backward() {
        return backward;
    }

    /** Whether old schemas must read new records. */
    public boolean forward() {
        return forward;
    }

    /** Whether all versions count, not just the last one. */
    public boolean transitive() {
        return transitive;
    }

    /** Whether whoever relies on the other level can rely on this one. */
    public boolean promisesAtLeast(CompatibilityLevel other) {
        return (backward || !other.backward) && (forward || !other.forward) && (transitive || !other.transitive);
    }

    /** The levels by their words. */
    public static Map<String, CompatibilityLevel> byName() {
        return Arrays.stream(values()).collect(Collectors.toMap(CompatibilityLevel::name, Function.identity()));
    }
}
