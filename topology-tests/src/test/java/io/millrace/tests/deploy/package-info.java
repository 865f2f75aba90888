/** Topology jars, from the files of a mesh to processes that run them. */
@NullMarked
package io.millrace.tests.deploy;

import org.jspecify.annotations.NullMarked;
