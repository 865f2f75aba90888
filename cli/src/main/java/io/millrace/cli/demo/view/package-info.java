/**
 * What the viewer sees: plain lines every few seconds, or a live picture on a terminal with single keys. Depends on
 * {@code demo.verify} for balances, and on JLine.
 */
@NullMarked
package io.millrace.cli.demo.view;

import org.jspecify.annotations.NullMarked;
