/**
 * The executable {@code millrace}: one class per command, assembly only. Decisions live in the modules; here options
 * are read, parts are put together, and results are told.
 *
 * <p>Depends on all modules; nothing depends on it.
 */
@NullMarked
package io.millrace.cli;

import org.jspecify.annotations.NullMarked;
