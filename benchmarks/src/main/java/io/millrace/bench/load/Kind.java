package io.millrace.bench.load;

/** What is special about an event. */
public enum Kind {
    /** Nothing: it is to come out once. */
    VALID,
    /** The same bytes as a recent valid one. */
    DUPLICATE,
    /** Cut off in the middle. */
    MALFORMED,
    /** Breaks a rule of the contract. */
    INVALID
}
