package io.millrace.runtime.combine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.record.Fragment;
import io.millrace.runtime.record.Output;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of one row at hand; reusable, for one thread.
 *
 * <p>Stored form: the version (1), the CRC-32C of all that follows (4 bytes), then for each input port of which
 * something is known or doubted its fingerprint (8), 1 if something of it has left, else 0 (1), the length (4) and text
 * of its flags, the number of its fields (4), and for each its fingerprint (8), length (4) and Avro binary. The length of
 * a doubtful field has its highest bit set, and is -1 where no value is known. Numbers are big-endian. Avro binary does
 * not show that it was damaged; the checksum does.
 */
final class StoredRow {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final byte[] NOTHING = new byte[0];
    private static final int ABSENT = -1;
    private static final int DOUBTFUL = Integer.MIN_VALUE;

    private final RowLayout layout;
    private final boolean[] present;
    private final String[] flags;
    private final byte[][] data;
    private final int[] starts;
    private final int[] lengths;
    private final boolean[] doubtful;

    StoredRow(RowLayout layout) {
        this.layout = layout;
        this.present = new boolean[layout.inputs()];
        this.flags = new String[layout.inputs()];
        this.data = new byte[layout.fields()][];
        this.starts = new int[layout.fields()];
        this.lengths = new int[layout.fields()];
        this.doubtful = new boolean[layout.fields()];
        clear();
    }

    private void clear() {
        Arrays.fill(present, false);
        Arrays.fill(flags, "");
        Arrays.fill(data, NOTHING);
        Arrays.fill(lengths, ABSENT);
        Arrays.fill(doubtful, false);
    }

    /** Takes a row up as it was stored; null where nothing was. */
    void load(byte @Nullable [] stored) {
        clear();
        if (stored == null) {
            return;
        }
        ByteBuffer from = ByteBuffer.wrap(stored);
        try {
            if (from.get() != VERSION) {
                throw new UnreadableRowException("a stored row has version " + stored[0] + "; " + VERSION
                        + " is known. It was written by a newer Millrace: run that, or start the product under a new"
                        + " major version.");
            }
            if (from.getInt() != checksum(stored)) {
                throw UnreadableRowException.damaged();
            }
            while (from.hasRemaining()) {
                loadFragment(from, stored);
            }
        } catch (BufferUnderflowException cut) {
            throw UnreadableRowException.damaged();
        }
    }

    private static int checksum(byte[] row) {
        var sum = new CRC32C();
        sum.update(row, HEADER, row.length - HEADER);
        return (int) sum.getValue();
    }

    /** The next number as that of things that follow, each of so many bytes at least. */
    private static int count(ByteBuffer from, int size) {
        return checked(from.getInt(), from.remaining() / size);
    }

    private static int checked(int count, int most) {
        if (count < 0 || count > most) {
            throw UnreadableRowException.damaged();
        }
        return count;
    }

    private void loadFragment(ByteBuffer from, byte[] stored) {
        int input = layout.inputOfId(from.getLong());
        boolean left = from.get() != 0;
        byte[] text = new byte[count(from, 1)];
        from.get(text);
        if (input >= 0) {
            present[input] = left;
            flags[input] = new String(text, UTF_8);
        }
        int fields = count(from, Long.BYTES + Integer.BYTES);
        for (int i = 0; i < fields; i++) {
            int field = layout.fieldOfId(from.getLong(), input);
            int marked = from.getInt();
            int length = marked == ABSENT ? ABSENT : checked(marked & ~DOUBTFUL, from.remaining());
            if (field >= 0) {
                set(field, stored, from.position(), length);
                doubtful[field] = marked < 0;
            }
            from.position(from.position() + Math.max(0, length));
        }
    }

    private void set(int field, byte[] bytes, int start, int length) {
        data[field] = bytes;
        starts[field] = start;
        lengths[field] = length;
    }

    /** The row as it is to be stored; null where nothing is known. */
    byte @Nullable [] store() {
        var out = new Output(256);
        out.writeByte(VERSION);
        out.write(new byte[Integer.BYTES]);
        for (int input = 0; input < present.length; input++) {
            if (present[input] || Arrays.stream(layout.fieldsOf(input)).anyMatch(this::isDoubtful)) {
                storeFragment(input, out);
            }
        }
        if (out.size() == HEADER) {
            return null;
        }
        byte[] stored = out.toByteArray();
        ByteBuffer.wrap(stored).putInt(1, checksum(stored));
        return stored;
    }

    private void storeFragment(int input, Output out) {
        byte[] text = flags[input].getBytes(UTF_8);
        int[] fields = layout.fieldsOf(input);
        int known = (int) Arrays.stream(fields).filter(this::isNoted).count();
        out.write(ByteBuffer.allocate(Long.BYTES).putLong(layout.inputId(input)).array());
        out.writeByte(present[input] ? 1 : 0);
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
        out.write(text);
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(known).array());
        for (int field : fields) {
            if (isNoted(field)) {
                out.write(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                        .putLong(layout.id(field))
                        .putInt(doubtful[field] ? lengths[field] | DOUBTFUL : lengths[field])
                        .array());
                if (isKnown(field)) {
                    out.write(data[field], starts[field], lengths[field]);
                }
            }
        }
    }

    private boolean isNoted(int field) {
        return isKnown(field) || doubtful[field];
    }

    /** Whether a record that was rejected said otherwise since. */
    boolean isDoubtful(int field) {
        return doubtful[field];
    }

    /** Notes that a record that was rejected says what a field is; returns whether that is new. */
    boolean doubt(int field) {
        boolean isNew = !doubtful[field];
        doubtful[field] = true;
        return isNew;
    }

    boolean isKnown(int field) {
        return lengths[field] != ABSENT;
    }

    /** Forgets what an input has brought. */
    void drop(int input) {
        present[input] = false;
        flags[input] = "";
        for (int field : layout.fieldsOf(input)) {
            lengths[field] = ABSENT;
            doubtful[field] = false;
        }
    }

    /** Takes what an input brings; fields without a value stay as they are. */
    void take(int input, Fragment fragment) {
        present[input] = true;
        flags[input] = fragment.flags();
        int[] fields = layout.fieldsOf(input);
        for (int i = 0; i < fields.length; i++) {
            if (fragment.content(i) == Fragment.Content.VALUE) {
                set(fields[i], fragment.bytes(), fragment.start(i), fragment.length(i));
                doubtful[fields[i]] = false;
            }
        }
    }

    /** Whether the row can leave. */
    boolean isComplete() {
        for (int input = 0; input < present.length; input++) {
            if (layout.isNeeded(input) && !present[input]) {
                return false;
            }
        }
        for (int field = 0; field < lengths.length; field++) {
            if (!isKnown(field) && layout.isAwaited(field)) {
                return false;
            }
        }
        return true;
    }

    /** The record's Avro binary, spliced from the spans. */
    byte[] splice() {
        int size = 0;
        for (int field = 0; field < lengths.length; field++) {
            size += isKnown(field) ? lengths[field] : layout.empty(field).length;
        }
        byte[] record = new byte[size];
        int at = 0;
        for (int field = 0; field < lengths.length; field++) {
            byte[] from = isKnown(field) ? data[field] : layout.empty(field);
            int length = isKnown(field) ? lengths[field] : from.length;
            System.arraycopy(from, isKnown(field) ? starts[field] : 0, record, at, length);
            at += length;
        }
        return record;
    }

    /** The rules that flagged what the row is made of, separated by commas. */
    String flags() {
        return String.join(
                ",", Arrays.stream(flags).filter(text -> !text.isEmpty()).toList());
    }
}
