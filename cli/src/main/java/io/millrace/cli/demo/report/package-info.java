/**
 * The report of a demo run: documented JSON, part of the public interface. Depends on nothing of ours.
 */
@NullMarked
package io.millrace.cli.demo.report;

import org.jspecify.annotations.NullMarked;
