package io.millrace.runtime.topology;

import org.jspecify.annotations.Nullable;

/** Decides which output ports judge a record that could be read. One per task. */
interface IdentityStage {
    /** Every record is judged by every port. */
    IdentityStage NONE = (record, reader) -> Admission.ALL;

    /**
     * The answer for a record.
     *
     * @param ports bits of those that judge it
     * @param missing what its identity lacks, by name or empty; null where it has one
     */
    record Admission(long ports, @Nullable String missing) {
        static final Admission ALL = of(-1L);
        static final Admission DUPLICATE = of(0);
        static final Admission UNIDENTIFIED = new Admission(0, "");
        static final Admission KEYLESS = new Admission(0, "key");

        static Admission of(long ports) {
            return new Admission(ports, null);
        }
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
