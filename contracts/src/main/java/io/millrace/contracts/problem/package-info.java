/**
 * What is wrong in a descriptor, and where: collected over all files and reported together.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.millrace.contracts.problem;

import org.jspecify.annotations.NullMarked;
