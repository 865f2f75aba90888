package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.time.Duration;
import java.util.List;

/**
 * No two rows of one input partition share a value within a window. Rows with the same record key are one row; a row
 * in which one of the fields is null shares nothing.
 *
 * @param name names the rule in dead letters, flags and metrics
 * @param fields whose clear values make the value, at least one
 * @param window how long a value is remembered after it was last seen
 * @param onViolation {@link OnViolation#REJECT} or {@link OnViolation#FLAG}
 * @param location of the rule
 */
public record UniqueRule(
        String name, List<String> fields, Duration window, OnViolation onViolation, Location location) {
    public UniqueRule {
        fields = List.copyOf(fields);
    }
}
