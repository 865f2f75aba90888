/** Products with a Java topology, end to end: real processes, broker, registry and database. */
@NullMarked
package io.millrace.tests.topology;

import org.jspecify.annotations.NullMarked;
