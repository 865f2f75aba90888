package io.millrace.runtime.structure;

/** The bytes are not what they should be. One instance without stack or text: it costs nothing and tells nothing. */
final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace that could mislead
    static final MalformedException INSTANCE = new MalformedException();

    private MalformedException() {
        super("malformed", null, false, false);
    }
}
