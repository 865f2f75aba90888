package io.millrace.runtime.combine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.record.Fragment;
import io.millrace.runtime.record.Output;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The fragments of one row at hand; reusable, for one thread.
 *
 * <p>Stored form: the version (1), then for each input port of which something is known its fingerprint (8 bytes), the
 * length (4) and text of its flags, the number of its fields (4), and for each its fingerprint (8), length (4) and Avro
 * binary. Numbers are big-endian.
 *
 * <p>Where a field is doubtful, the version is 2: a byte that is 1 if something of the input has left follows the input's
 * fingerprint; the length of a doubtful field has its highest bit set, and is -1 where no value is known.
 */
final class StoredRow {
    private static final byte VERSION = 1;
    private static final byte WITH_DOUBTS = 2;
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
            byte version = from.get();
            if (version != VERSION && version != WITH_DOUBTS) {
                throw new IllegalStateException("a stored row has version " + version + "; " + WITH_DOUBTS
                        + " is the highest known. It was written by a newer Millrace: run that, or start the product under a new"
                        + " major version.");
            }
            while (from.hasRemaining()) {
                loadFragment(from, stored, version == WITH_DOUBTS);
            }
        } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException damaged) {
            throw new IllegalStateException("a stored row is damaged", damaged);
        }
    }

    private void loadFragment(ByteBuffer from, byte[] stored, boolean withDoubts) {
        int input = layout.inputOfId(from.getLong());
        boolean left = !withDoubts || from.get() != 0;
        byte[] text = new byte[from.getInt()];
        from.get(text);
        if (input >= 0) {
            present[input] = left;
            flags[input] = new String(text, UTF_8);
        }
        int fields = from.getInt();
        for (int i = 0; i < fields; i++) {
            int field = layout.fieldOfId(from.getLong(), input);
            int marked = from.getInt();
            int length = marked == ABSENT ? ABSENT : marked & ~DOUBTFUL;
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
        boolean withDoubts = IntStream.range(0, doubtful.length).anyMatch(field -> doubtful[field]);
        out.writeByte(withDoubts ? WITH_DOUBTS : VERSION);
        for (int input = 0; input < present.length; input++) {
            if (present[input] || Arrays.stream(layout.fieldsOf(input)).anyMatch(this::isDoubtful)) {
                storeFragment(input, withDoubts, out);
            }
        }
        return out.size() == 1 ? null : out.toByteArray();
    }

    private void storeFragment(int input, boolean withDoubts, Output out) {
        byte[] text = flags[input].getBytes(UTF_8);
        int[] fields = layout.fieldsOf(input);
        int known = (int) Arrays.stream(fields).filter(this::isNoted).count();
        out.write(ByteBuffer.allocate(Long.BYTES).putLong(layout.inputId(input)).array());
        if (withDoubts) {
            out.writeByte(present[input] ? 1 : 0);
        }
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
