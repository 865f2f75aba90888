/**
 * What conditions of policies and expressions of contracts share of the Common Expression Language: its complaints in the
 * words of contracts, and its function {@code duration} with ISO-8601.
 *
 * <p>Knows no other package of the contracts.
 */
@NullMarked
package io.millrace.contracts.cel;

import org.jspecify.annotations.NullMarked;
