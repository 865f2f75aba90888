/**
 * What may be logged, whatever a logging configuration says. Depends on Logback only.
 */
@NullMarked
package io.millrace.cli.logging;

import org.jspecify.annotations.NullMarked;
