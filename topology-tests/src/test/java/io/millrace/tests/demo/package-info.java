/** The demo as a user runs it: in a process of its own, judged by its report. */
@NullMarked
package io.millrace.tests.demo;

import org.jspecify.annotations.NullMarked;
