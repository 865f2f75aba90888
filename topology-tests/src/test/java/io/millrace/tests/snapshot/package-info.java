/** Snapshots of tables, as products show them: killed midway, asked for by command, stopped. */
@NullMarked
package io.millrace.tests.snapshot;

import org.jspecify.annotations.NullMarked;
