/**
 * The demo's own judge: reads what lies in the topics and in the database and compares it with what the traffic
 * generator did. It shares no code with the runtime's record path, so that it cannot repeat its mistakes.
 *
 * <p>May depend on {@code demo.traffic} (what was done), {@code demo.report} (verdicts) and {@code contracts}.
 */
@NullMarked
package io.millrace.cli.demo.verify;

import org.jspecify.annotations.NullMarked;
