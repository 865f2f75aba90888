/** Rows of several inputs on a real broker: the example of the conventions, as written, under SIGKILL. */
@NullMarked
package io.millrace.tests.combine;

import org.jspecify.annotations.NullMarked;
