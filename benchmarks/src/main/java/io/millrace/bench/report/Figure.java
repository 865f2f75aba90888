package io.millrace.bench.report;

/**
 * A promise, and what was found.
 *
 * @param name what is compared
 * @param limit as a number
 * @param atLeast whether the limit is a lower one
 * @param found the median, comparable with the limit
 */
public record Figure(String name, double limit, boolean atLeast, double found) {
    public boolean met() {
        return atLeast ? found >= limit : found <= limit;
    }
}
