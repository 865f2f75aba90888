package io.millrace.runtime.mask;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.record.RejectReason;

/** Writes a field's value as it may leave, in Avro's binary encoding without a union index. Immutable. */
public interface ValueWriter {
    /**
     * Writes a value that is not null.
     *
     * @return false where the masked value does not exist in the field's type; what was written is then to be dropped
     */
    boolean write(Cell clear, Output out, MaskScratch scratch);

    /** Whether the field leaves as null whatever its value; {@link #write} is then never called. */
    default boolean writesNull() {
        return false;
    }

    /** Why a record is rejected of which {@link #write} refuses a value. */
    default RejectReason refusal() {
        return RejectReason.TYPE_MISMATCH;
    }

    /** Whether what is written is the clear value itself. */
    default boolean isPlain() {
        return false;
    }
}
