package io.millrace.runtime.record;

/**
 * What one record brings to a row: fields as they may leave, in Avro binary, in the order of the contract. Immutable.
 */
public final class Fragment {
    private final byte[] bytes;
    private final int[] ends;
    private final Content[] contents;
    private final String flags;

    /** What a record says about a field. */
    public enum Content {
        /** This value, or null. */
        VALUE,
        /** It has not changed, and the database did not send it. */
        UNAVAILABLE,
        /** Nothing. */
        ABSENT
    }

    /**
     * @param bytes the spans of the fields, one after the other
     * @param ends where in the bytes each field ends
     * @param contents what is said about each field; the span of one without a value is empty
     * @param flags comma-separated names of the rules that only flag, or empty
     */
    public Fragment(byte[] bytes, int[] ends, Content[] contents, String flags) {
        this.bytes = bytes;
        this.ends = ends.clone();
        this.contents = contents.clone();
        this.flags = flags;
    }

    public int fields() {
        return ends.length;
    }

    public Content content(int field) {
        return contents[field];
    }

    /** The spans; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    public int length(int field) {
        return ends[field] - start(field);
    }

    public String flags() {
        return flags;
    }

    /** Says nothing of the content. */
    @Override
    public String toString() {
        return "Fragment[" + ends.length + " fields]";
    }
}
