/**
 * How topics, applications and subjects are called, and what an environment puts before them. Only the loader applies
 * these rules: the resolved model carries final names.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.millrace.contracts.naming;

import org.jspecify.annotations.NullMarked;
