package io.millrace.runtime.lifecycle;

/** Where a product is in its life. */
public sealed interface ProductState {

    /**
     * Not made: it was refused before anything of it started.
     *
     * @param reason what was found and what to do next
     */
    record Refused(String reason) implements ProductState {}

    /** Made, never started. */
    record Created() implements ProductState {}

    /** Start checks run, or partitions are being assigned. */
    record Starting() implements ProductState {}

    /** The state of assigned partitions is being read back. */
    record Restoring() implements ProductState {}

    /** Records are processed. */
    record Running() implements ProductState {}

    /**
     * Something outside is out of reach; the product starts again by itself.
     *
     * @param reason what is out of reach, and since which attempt
     */
    record Waiting(String reason) implements ProductState {}

    /** An orderly stop is under way. */
    record Stopping() implements ProductState {}

    /** Stopped on request. */
    record Stopped() implements ProductState {}

    /**
     * Stopped by an error that a restart alone does not cure.
     *
     * @param reason what happened and what to do next
     */
    record Failed(String reason) implements ProductState {}

    /**
     * Stopped itself, because going on would lose, double or hide data.
     *
     * @param reason what was found and what to do next
     */
    record Halted(String reason) implements ProductState {}

    /** One lower-case word, as in {@code /status} and metrics. */
    default String word() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    /** Why, where the state has a reason; else empty. */
    default String reasonOrEmpty() {
        if (this instanceof Waiting waiting) {
            return waiting.reason();
        }
        if (this instanceof Failed failed) {
            return failed.reason();
        }
        if (this instanceof Refused refused) {
            return refused.reason();
        }
        return this instanceof Halted halted ? halted.reason() : "";
    }

    /** Whether the product is over and will not go on by itself. */
    default boolean isTerminal() {
        return this instanceof Stopped || this instanceof Failed || this instanceof Halted || this instanceof Refused;
    }
}
