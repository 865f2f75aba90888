package io.millrace.runtime.key;

import javax.crypto.SecretKey;

/**
 * A key that seals the originals in dead letters.
 *
 * @param id stored beside what was sealed with the key
 * @param secret for AES-256-GCM
 */
public record SealingKey(String id, SecretKey secret) {
    /** The id only. */
    @Override
    public String toString() {
        return "SealingKey[" + id + "]";
    }
}
