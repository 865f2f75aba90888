package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Reads an object as Kafka Connect's {@code JsonConverter} writes it: bare, or as {@code payload} beside a {@code
 * schema} block. What the contracts say of the columns takes the place of the block, which is therefore never looked
 * into: it is checked to be JSON when it comes first, and while it stays the same, byte for byte, it is jumped over.
 * Immutable.
 */
public final class ConnectJsonReader {
    private static final byte[] SCHEMA = "schema".getBytes(US_ASCII);
    private static final byte[] PAYLOAD = "payload".getBytes(US_ASCII);

    private final JsonReader payload;

    private ConnectJsonReader(JsonReader payload) {
        this.payload = payload;
    }

    /** Compiles a reader for the whole layout; see {@link JsonReader#compile}. */
    public static ConnectJsonReader compile(Layout layout) {
        return new ConnectJsonReader(JsonReader.compile(layout));
    }

    /**
     * Notes the wanted values of an object.
     *
     * @return false where the bytes are not a JSON object, or have a schema without a payload; the slots are then not
     *     to be used
     */
    public boolean read(byte[] data, Slots slots) {
        JsonInput input = slots.jsonInput();
        input.reset(data, 0, data.length);
        try {
            if (isWrapped(input)) {
                input.reset(data, 0, data.length);
                wrapped(input, slots);
            } else {
                input.reset(data, 0, data.length);
                payload.object(input, slots);
            }
            input.expectEnd();
            return true;
        } catch (MalformedException e) {
            return false;
        }
    }

    /** By the first name: an envelope has neither. */
    private static boolean isWrapped(JsonInput input) {
        input.expect('{');
        if (input.peek() != '"') {
            return false;
        }
        input.string();
        return input.textEquals(SCHEMA) || input.textEquals(PAYLOAD);
    }

    private void wrapped(JsonInput input, Slots slots) {
        boolean found = false;
        input.expect('{');
        input.enter();
        do {
            if (input.peek() != '"') {
                throw MalformedException.INSTANCE;
            }
            input.string();
            boolean isPayload = input.textEquals(PAYLOAD);
            boolean isSchema = input.textEquals(SCHEMA);
            input.expect(':');
            if (isPayload) {
                if (found) {
                    throw MalformedException.INSTANCE;
                }
                found = true;
                payload.object(input, slots);
            } else if (isSchema) {
                slots.schemaBlock().skip(input);
            } else {
                JsonReader.skip(input);
            }
        } while (input.accept(','));
        input.expect('}');
        input.leave();
        if (!found) {
            throw MalformedException.INSTANCE;
        }
    }

    /** The schema block last skipped, for one thread: those of one table are the same for months. */
    static final class SchemaBlock {
        private static final int LARGEST = 1 << 20;

        private byte[] known = {};

        void skip(JsonInput input) {
            int start = input.skipSpace();
            byte[] data = input.data();
            int end = start + known.length;
            if (known.length > 0 && end < data.length && Arrays.equals(known, 0, known.length, data, start, end)) {
                input.jumpTo(end);
                return;
            }
            JsonReader.skip(input);
            boolean isObject = data[start] == '{' && input.position() - start <= LARGEST;
            known = isObject ? Arrays.copyOfRange(data, start, input.position()) : new byte[0];
        }
    }
}
