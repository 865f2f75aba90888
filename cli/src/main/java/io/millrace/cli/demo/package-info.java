/**
 * {@code millrace demo}: the whole system on this machine, with live traffic, something to break, and a verification
 * that does not trust the runtime's own counters.
 *
 * <p>{@link io.millrace.cli.demo.DemoCommand} reads options, {@code Demo} runs the acts. The subpackages know nothing
 * of each other but what their package comments say; this package knows them all.
 */
@NullMarked
package io.millrace.cli.demo;

import org.jspecify.annotations.NullMarked;
