package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;

/**
 * An expression of a descriptor in the Common Expression Language.
 *
 * @param text as written, without white space at both ends
 * @param location where it is written
 */
public record CelText(String text, Location location) {}
