package io.millrace.contracts.yaml;

import io.millrace.contracts.problem.Place;

/**
 * A value and where it was written, for checks that come later.
 *
 * @param value as read
 * @param at where it stands
 */
public record Sited<T>(T value, Place at) {}
