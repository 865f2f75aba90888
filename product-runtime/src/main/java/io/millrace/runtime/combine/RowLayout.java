package io.millrace.runtime.combine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/**
 * What the rows of a contract are made of: its fields in order, and which input port brings each. Immutable.
 *
 * <p>Stored rows name fields by a fingerprint of name, Avro type and mask. So a field that was added is absent from old
 * rows, one that was removed or changed is passed over, and the order does not matter: nothing is read as something
 * else.
 */
public final class RowLayout {
    private static final byte[] NULL = {0};

    private final String[] inputs;
    private final long[] inputIds;
    private final String[] names;
    private final long[] ids;
    private final int[] inputOf;
    private final boolean[] awaited;
    private final byte[][] empty;
    private final int[][] fieldsOf;
    private final int filterInput;
    private final boolean repairs;
    private final Map<Long, Integer> fieldById = new HashMap<>();

    private RowLayout(RowContract contract, Map<String, byte[]> defaults) {
        List<String> ports = contract.inputs().ports();
        List<Field> fields = contract.fields();
        Schema schema = ContractSchema.of(contract);
        inputs = ports.toArray(String[]::new);
        inputIds =
                ports.stream().mapToLong(port -> fingerprint("input " + port)).toArray();
        names = fields.stream().map(Field::name).toArray(String[]::new);
        ids = new long[names.length];
        inputOf = new int[names.length];
        awaited = new boolean[names.length];
        empty = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            Field field = fields.get(i);
            ids[i] = fingerprint(names[i] + " " + schema.getField(names[i]).schema() + " " + masks(field));
            if (fieldById.put(ids[i], i) != null) {
                throw new IllegalStateException("two fields of " + contract.reference() + " have one fingerprint");
            }
            inputOf[i] = ports.indexOf(contract.inputs().portOf(names[i]));
            byte[] standIn = field.required() ? defaults.get(names[i]) : NULL;
            awaited[i] = standIn == null;
            empty[i] = standIn == null ? NULL : standIn;
        }
        fieldsOf = new int[inputs.length][];
        for (int input = 0; input < inputs.length; input++) {
            int wanted = input;
            fieldsOf[input] = java.util.stream.IntStream.range(0, names.length)
                    .filter(field -> inputOf[field] == wanted)
                    .toArray();
        }
        repairs = contract.inputs().unavailable() != RowInputs.Unavailable.REJECT
                || contract.inputs().absent() != RowInputs.Absent.NULL;
        filterInput = contract.inputs().filterPort().map(ports::indexOf).orElse(-1);
    }

    /**
     * The layout of a contract that keeps rows.
     *
     * @param defaults what stands in for a required field that nothing was brought for, in Avro binary, by field name
     */
    public static RowLayout of(RowContract contract, Map<String, byte[]> defaults) {
        return new RowLayout(contract, defaults);
    }

    /** The field's own mask, and those inside it. */
    private static String masks(Field field) {
        return field.withInside().map(inside -> inside.mask().toString()).collect(Collectors.joining(" "));
    }

    /** FNV-1a, 64 bits. */
    private static long fingerprint(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte next : text.getBytes(UTF_8)) {
            hash = (hash ^ (next & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** The place of an input port. */
    public int input(String port) {
        return List.of(inputs).indexOf(port);
    }

    /** Whether a stored value can stand in for one that was not sent. */
    boolean repairs() {
        return repairs;
    }

    int inputs() {
        return inputs.length;
    }

    long inputId(int input) {
        return inputIds[input];
    }

    /** The input of a fingerprint, or -1. */
    int inputOfId(long id) {
        for (int i = 0; i < inputIds.length; i++) {
            if (inputIds[i] == id) {
                return i;
            }
        }
        return -1;
    }

    int fields() {
        return names.length;
    }

    String name(int field) {
        return names[field];
    }

    long id(int field) {
        return ids[field];
    }

    /** The field of a fingerprint that an input brings, or -1. */
    int fieldOfId(long id, int input) {
        Integer field = fieldById.get(id);
        return field == null || inputOf[field] != input ? -1 : field;
    }

    /** The fields that an input brings, in the order of the contract. */
    int[] fieldsOf(int input) {
        return fieldsOf[input];
    }

    /** Whether a row without the field is not complete. */
    boolean isAwaited(int field) {
        return awaited[field];
    }

    /** What stands for the field where nothing was brought. */
    byte[] empty(int field) {
        return empty[field];
    }

    /** Whether a row without anything of the input is not complete: it owns the key, or the filter reads it. */
    boolean isNeeded(int input) {
        return input == 0 || input == filterInput;
    }
}
