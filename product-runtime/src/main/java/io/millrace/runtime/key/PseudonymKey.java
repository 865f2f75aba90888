package io.millrace.runtime.key;

import javax.crypto.SecretKey;

/**
 * The current key of a join domain.
 *
 * @param id stands before the point in every token made with the key
 * @param secret for HMAC-SHA-256, 256 bits
 */
public record PseudonymKey(String id, SecretKey secret) {
    /** The id only. */
    @Override
    public String toString() {
        return "PseudonymKey[" + id + "]";
    }
}
