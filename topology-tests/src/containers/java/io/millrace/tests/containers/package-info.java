/** The parts of the tests as containers. Compiled by profile {@code containers} only, which brings Testcontainers. */
@NullMarked
package io.millrace.tests.containers;

import org.jspecify.annotations.NullMarked;
