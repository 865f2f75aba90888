package io.millrace.runtime.check;

/** A text that may be looked at only so often: what bounds the time of {@link java.util.regex.Matcher}. */
final class BoundedText implements CharSequence {
    private static final int LOOKS_PER_CHARACTER = 64;
    private static final int LEAST_LOOKS = 10_000;

    private final String text;
    private long looksLeft;

    BoundedText(String text) {
        this.text = text;
        this.looksLeft = LEAST_LOOKS + (long) LOOKS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
        if (--looksLeft < 0) {
            throw new ExhaustedException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    /** Says nothing: the text may be personal. */
    @Override
    public String toString() {
        return "BoundedText";
    }

    /** Without stack and text. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExhaustedException() {
            super("too many steps", null, false, false);
        }
    }
}
