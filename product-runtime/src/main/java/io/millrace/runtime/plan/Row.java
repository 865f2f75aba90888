package io.millrace.runtime.plan;

/**
 * The reusable scratch of one thread: where the wanted values of the record at hand lie, and what was made of them.
 * A row made by {@link InputPlans#newRow} serves every plan of the same {@link InputPlans}, one record after the other.
 * It refers to the record's bytes, which must not change until the next {@code read}.
 */
public final class Row {
    Row() {}
}
