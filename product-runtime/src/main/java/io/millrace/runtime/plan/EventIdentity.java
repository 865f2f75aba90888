package io.millrace.runtime.plan;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.structure.Slots;
import java.nio.ByteBuffer;
import java.util.List;

/** The bytes that are an event's id, bound to one writer schema. Immutable. */
interface EventIdentity {
    /** For inputs whose records have no id of their own. */
    EventIdentity NONE = new EventIdentity() {
        @Override
        public boolean isPresent(Row row) {
            return true;
        }

        @Override
        public void write(Row row, IdentitySink sink) {}
    };

    boolean isPresent(Row row);

    void write(Row row, IdentitySink sink);

    /** A declared field's text. */
    record OfField(InputValue value) implements EventIdentity {
        @Override
        public boolean isPresent(Row row) {
            Cell id = row.spare();
            return value.load(row, id) == InputValue.Loaded.VALUE && !id.isNull() && id.length() > 0;
        }

        @Override
        public void write(Row row, IdentitySink sink) {
            Cell id = row.spare();
            if (isPresent(row)) {
                sink.update(id.data(), id.start(), id.length());
            }
        }
    }

    /** A declared version, as the eight bytes of a number, the highest first. */
    record OfVersion(InputValue value) implements EventIdentity {
        @Override
        public boolean isPresent(Row row) {
            Cell version = row.spare();
            return value.load(row, version) == InputValue.Loaded.VALUE && !version.isNull();
        }

        @Override
        public void write(Row row, IdentitySink sink) {
            if (isPresent(row)) {
                byte[] number = ByteBuffer.allocate(Long.BYTES)
                        .putLong(row.spare().number())
                        .array();
                sink.update(number, 0, number.length);
            }
        }
    }

    /** Texts of several slots, a zero byte between them. */
    record OfSlots(List<Integer> slots) implements EventIdentity {
        private static final byte[] ZERO = {0};

        public OfSlots {
            slots = List.copyOf(slots);
        }

        @Override
        public boolean isPresent(Row row) {
            Slots values = row.slots();
            for (int slot : slots) {
                if (values.json(slot) != Slots.Json.STRING || values.length(slot) == 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public void write(Row row, IdentitySink sink) {
            Slots values = row.slots();
            for (int i = 0; i < slots.size(); i++) {
                int slot = slots.get(i);
                if (i > 0) {
                    sink.update(ZERO, 0, 1);
                }
                sink.update(values.data(slot), values.start(slot), values.length(slot));
            }
        }
    }
}
