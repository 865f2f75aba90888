/**
 * The key ring: the secrets that pseudonymise, seal and fingerprint, read from a file that only its owner may read.
 *
 * <p>Depends on nothing of ours. Key material never appears in a text, a log or an exception.
 */
@NullMarked
package io.millrace.runtime.key;

import org.jspecify.annotations.NullMarked;
