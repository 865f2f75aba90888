package io.millrace.runtime.topology;

/** Decides which output ports judge a record that could be read. One per task. */
interface IdentityStage {
    /** Every record is judged by every port. */
    IdentityStage NONE = (record, reader) -> Admission.ALL;

    /** The answer for a record: port bits, or that it has no identity. */
    record Admission(long ports, boolean identified) {
        static final Admission ALL = new Admission(-1L, true);
        static final Admission DUPLICATE = new Admission(0, true);
        static final Admission UNIDENTIFIED = new Admission(0, false);
    }

    /**
     * Judges a record that could be read.
     *
     * @throws HaltException where going on would lose data
     */
    Admission admit(InputRecord record, RecordReader reader);

    /** Hears which of the admitted ports rejected the record last admitted. */
    default void judged(InputRecord record, long rejectedBy) {}

    /** Hears of a record that could not be read. */
    default void unreadable(InputRecord record) {}

    /** Whether records without a key are rejected: those are skipped when state is read back. */
    default boolean needsKey() {
        return false;
    }

    /** Called now and then; drops what has left the window. */
    default void tidy(long streamTimeMillis) {}
}
