package io.millrace.runtime.identity;

/** The event ids of the declared window do not fit into the memory given to the index. */
public final class IndexOverBudgetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexOverBudgetException(long limitBytes, long entries) {
        super("the index of event ids needs more than its " + (limitBytes >> 20) + " MiB: " + entries
                + " ids of one partition were read back and the window is not covered yet. Give the index more memory,"
                + " or declare a shorter window.");
    }
}
