/**
 * What a product needs on the cluster and in the registry, as a plan of changes that deletes nothing unless told to.
 *
 * <p>May depend on {@code deadletter}, {@code period}, {@code peer}, {@code topology} and the contracts.
 */
@NullMarked
package io.millrace.runtime.provision;

import org.jspecify.annotations.NullMarked;
