package io.millrace.runtime.key;

import javax.crypto.SecretKey;

/**
 * A key of mask {@code encrypt}.
 *
 * @param name what it is for
 * @param id stands before the point in everything encrypted with the key
 * @param secret {@link Name.Cipher#bytes} long
 */
public record EncryptionKey(Name name, String id, SecretKey secret) {
    /** The name and id only. */
    @Override
    public String toString() {
        return "EncryptionKey[" + name + " " + id + "]";
    }

    /**
     * What contracts call a key.
     *
     * @param cipher keys of one name for two ciphers are two keys
     * @param text as in the mask
     */
    public record Name(Cipher cipher, String text) {

        /** How the key is used. */
        public enum Cipher {
            /** AES-SIV (RFC 5297), deterministic: one value always gives one text. */
            SIV("encrypt-siv", 64),
            /** AES-256-GCM, randomised. */
            GCM("encrypt-gcm", 32);

            private final String word;
            private final int bytes;

            Cipher(String word, int bytes) {
                this.word = word;
                this.bytes = bytes;
            }

            /** First word of the key's line in a key ring. */
            public String word() {
                return word;
            }

            /** Length of the key. */
            public int bytes() {
                return bytes;
            }
        }

        @Override
        public String toString() {
            return cipher.word() + " " + text;
        }
    }
}
