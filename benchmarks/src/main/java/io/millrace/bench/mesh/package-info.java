/**
 * The products of the ladder, loaded from descriptors in this module's resources by the same loader as any mesh.
 * Depends on contracts and the runtime.
 */
@NullMarked
package io.millrace.bench.mesh;

import org.jspecify.annotations.NullMarked;
