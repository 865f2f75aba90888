package io.millrace.contracts.product;

/** What happens to a record that breaks a rule. */
public enum OnViolation {
    /** The record becomes a dead letter. */
    REJECT,
    /** The contract's default takes the value's place. */
    DEFAULT,
    /** Null takes the value's place. */
    NULLIFY,
    /** The nearest bound takes the value's place. */
    CLAMP,
    /** The record passes; the rule's name stands in header {@code mr-flags}. */
    FLAG
}
