package io.millrace.ingest.safety;

/** Going on would lose or double rows, and waiting does not help. Neither text holds a row's values. */
public final class HaltException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String found;
    private final String repair;

    /**
     * Halts.
     *
     * @param cause what was found and what was expected
     * @param repair what to do, a command where there is one
     */
    public HaltException(String cause, String repair) {
        super(cause);
        this.found = cause;
        this.repair = repair;
    }

    /** What was found and what was expected. */
    public String found() {
        return found;
    }

    /** What to do about it. */
    public String repair() {
        return repair;
    }
}
