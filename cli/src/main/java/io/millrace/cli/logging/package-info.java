/**
 * What may be logged, whatever a logging configuration says, and in which form. Depends on Logback, and on Jackson for
 * lines of JSON.
 */
@NullMarked
package io.millrace.cli.logging;

import org.jspecify.annotations.NullMarked;
