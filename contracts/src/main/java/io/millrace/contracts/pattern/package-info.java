/**
 * What a regular expression may cost: found out where a contract is read, and bounded where it runs.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.millrace.contracts.pattern;

import org.jspecify.annotations.NullMarked;
