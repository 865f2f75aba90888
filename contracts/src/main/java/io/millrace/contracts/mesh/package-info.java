/**
 * A folder of descriptors, read and resolved into products: ports bound to contracts, topics and masks, every default
 * filled in. What a descriptor declares and Millrace cannot run is refused here, by name, before anything starts.
 *
 * <p>May depend on every other package of this module except {@code registry} and {@code wire}.
 */
@NullMarked
package io.millrace.contracts.mesh;

import org.jspecify.annotations.NullMarked;
