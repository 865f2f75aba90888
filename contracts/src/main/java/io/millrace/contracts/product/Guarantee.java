package io.millrace.contracts.product;

/** What a product promises when it is killed. */
public enum Guarantee {
    /** Outputs, dead letters and everything that is remembered are in one transaction. */
    EXACTLY_ONCE,
    /** Verdicts are the same; outputs and dead letters may be there more than once. */
    AT_LEAST_ONCE
}
