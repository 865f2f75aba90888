package io.millrace.runtime.combine;

/** A stored row cannot be read, so what its key comes to is not known: to go on would give a wrong row. */
public final class UnreadableRowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableRowException(String message) {
        super(message);
    }

    static UnreadableRowException damaged() {
        return new UnreadableRowException("a stored row is damaged: its checksum or its lengths do not fit. Delete the"
                + " product's state directory, so that rows are restored from their changelog topic; if that is"
                + " damaged too, start the product under a new major version.");
    }
}
