package io.millrace.runtime.structure;

import io.millrace.runtime.record.Output;
import java.util.Arrays;

/** Where the wanted values of the record at hand lie; reusable, for one thread. */
public final class Slots {
    /** Nothing was found. */
    static final byte ABSENT = 0;

    static final byte NULL = 1;
    /** A value whose encoding the writer's schema tells. */
    static final byte TYPED = 2;

    static final byte JSON_STRING = 3;
    static final byte JSON_NUMBER = 4;
    static final byte JSON_TRUE = 5;
    static final byte JSON_FALSE = 6;
    static final byte JSON_OBJECT = 7;
    static final byte JSON_ARRAY = 8;
    /** Something that is no value of any type. */
    static final byte UNUSABLE = 9;

    private static final byte[] NOTHING = new byte[0];

    private final byte[] kinds;
    private final byte[] allAbsent;
    private final long[] numbers;
    private final byte[][] data;
    private final int[] starts;
    private final int[] lengths;
    /** Texts whose escapes had to be decoded; they stay until {@link #clear}. */
    private final Output decoded = new Output(256);

    private final AvroInput avroInput = new AvroInput();
    private final JsonInput jsonInput = new JsonInput(decoded);
    private final ConnectJsonReader.SchemaBlock schemaBlock = new ConnectJsonReader.SchemaBlock();

    /** How many items of the array or map at hand are still to be read in its block; see {@link ItemReader}. */
    private long itemsLeft;

    private byte[] keyData = NOTHING;
    private int keyStart;
    private int keyLength;

    public Slots(int size) {
        kinds = new byte[size];
        allAbsent = new byte[size];
        numbers = new long[size];
        data = new byte[size][];
        starts = new int[size];
        lengths = new int[size];
        Arrays.fill(data, NOTHING);
    }

    /** Forgets the last record. */
    public void clear() {
        // Copying is one instruction sequence; filling so few bytes is a loop.
        System.arraycopy(allAbsent, 0, kinds, 0, kinds.length);
        decoded.reset();
    }

    void setNull(int slot) {
        kinds[slot] = NULL;
    }

    /** A whole number that does not stand in the record's value. */
    public void setNumber(int slot, long number) {
        kinds[slot] = TYPED;
        numbers[slot] = number;
    }

    void setSpan(int slot, byte kind, byte[] bytes, int start, int length) {
        kinds[slot] = kind;
        data[slot] = bytes;
        starts[slot] = start;
        lengths[slot] = length;
    }

    void setKind(int slot, byte kind) {
        kinds[slot] = kind;
    }

    /** A text that does not stand in the record's value, such as a header; no value of any type where not UTF-8. */
    public void setText(int slot, byte[] text) {
        setSpan(slot, Utf8.isValid(text, 0, text.length) ? JSON_STRING : UNUSABLE, text, 0, text.length);
    }

    /** Gives a slot what another holds. */
    public void copy(int from, int to) {
        kinds[to] = kinds[from];
        numbers[to] = numbers[from];
        data[to] = data[from];
        starts[to] = starts[from];
        lengths[to] = lengths[from];
    }

    ConnectJsonReader.SchemaBlock schemaBlock() {
        return schemaBlock;
    }

    long itemsLeft() {
        return itemsLeft;
    }

    void itemsLeft(long count) {
        itemsLeft = count;
    }

    void setKey(byte[] bytes, int start, int length) {
        keyData = bytes;
        keyStart = start;
        keyLength = length;
    }

    /** Appends the key of the map's entry at hand: an Avro string. */
    public void writeKey(Output out) {
        out.writeSpan(keyData, keyStart, keyLength);
    }

    AvroInput avroInput() {
        return avroInput;
    }

    JsonInput jsonInput() {
        return jsonInput;
    }

    /** Whether the slot holds neither an absent value nor null. */
    public boolean isPresent(int slot) {
        return kinds[slot] > NULL;
    }

    /** Whether the record says nothing of the slot, not even null. */
    public boolean isAbsent(int slot) {
        return kinds[slot] == ABSENT;
    }

    /** Whether the slot holds a text or bytes span. */
    public boolean isText(int slot) {
        return kinds[slot] == TYPED || kinds[slot] == JSON_STRING;
    }

    /** What a JSON value is, to those who cannot know it beforehand. */
    public enum Json {
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        /** An object or array, null, or nothing. */
        OTHER
    }

    public Json json(int slot) {
        return switch (kinds[slot]) {
            case JSON_STRING -> Json.STRING;
            case JSON_NUMBER -> Json.NUMBER;
            case JSON_TRUE -> Json.TRUE;
            case JSON_FALSE -> Json.FALSE;
            default -> Json.OTHER;
        };
    }

    byte kind(int slot) {
        return kinds[slot];
    }

    public long number(int slot) {
        return numbers[slot];
    }

    public byte[] data(int slot) {
        return data[slot];
    }

    public int start(int slot) {
        return starts[slot];
    }

    public int length(int slot) {
        return lengths[slot];
    }
}
