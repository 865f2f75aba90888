package io.millrace.contracts.pattern;

/** A text that may be looked at only so often: what bounds the time of {@link java.util.regex.Matcher}. */
public final class BoundedText implements CharSequence {
    private final String text;
    private long looksLeft;

    /** @param looks how often any of its characters may be asked for */
    public BoundedText(String text, long looks) {
        this.text = text;
        this.looksLeft = looks;
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
    public static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ExhaustedException() {
            super("too many steps", null, false, false);
        }
    }
}
