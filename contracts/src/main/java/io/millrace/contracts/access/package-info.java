/**
 * The rights on the cluster that a process needs for its work and no more, and how to say that one is missing. What
 * derives them, grants them and asks for them knows Kafka; this does not.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.millrace.contracts.access;

import org.jspecify.annotations.NullMarked;
