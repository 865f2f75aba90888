/**
 * Keys, certificates and authorities that stand in files: how they are read, and read again when they change. What is
 * secret of them is never in a message.
 *
 * <p>Depends on nothing of ours.
 */
@NullMarked
package io.millrace.contracts.secret;

import org.jspecify.annotations.NullMarked;
