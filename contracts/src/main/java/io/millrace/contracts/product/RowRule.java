package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;

/**
 * A check over the whole row of clear values.
 *
 * @param name names the rule in dead letters, flags and metrics
 * @param expression Common Expression Language over {@code row}, true where the rule holds
 * @param onViolation {@link OnViolation#REJECT} or {@link OnViolation#FLAG}
 * @param location of the expression, or of the rule where it writes none
 */
public record RowRule(String name, String expression, OnViolation onViolation, Location location) {}
