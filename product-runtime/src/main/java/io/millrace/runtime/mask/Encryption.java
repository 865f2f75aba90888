package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.AesSiv;
import io.millrace.runtime.key.EncryptionKey;
import io.millrace.runtime.key.EncryptionKey.Name.Cipher;
import java.security.GeneralSecurityException;

/**
 * Authenticated encryption with one key, by Tink: AES-SIV (RFC 5297) or AES-256-GCM with a random 96-bit nonce in
 * front. The key's name is the associated data, so that a value cannot be passed off as one of another kind. Immutable
 * and safe for use by several threads.
 */
final class Encryption {
    private interface Step {
        byte[] apply(byte[] input, byte[] associated) throws GeneralSecurityException;
    }

    private final EncryptionKey key;
    private final byte[] associated;
    private final Step encrypt;
    private final Step decrypt;

    Encryption(EncryptionKey key) {
        this.key = key;
        this.associated = key.name().text().getBytes(UTF_8);
        byte[] secret = key.secret().getEncoded();
        try {
            if (key.name().cipher() == Cipher.SIV) {
                AesSiv siv = new AesSiv(secret);
                this.encrypt = siv::encryptDeterministically;
                this.decrypt = siv::decryptDeterministically;
            } else {
                AesGcmJce gcm = new AesGcmJce(secret);
                this.encrypt = gcm::encrypt;
                this.decrypt = gcm::decrypt;
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java runtime cannot do " + key.name().cipher(), e);
        }
    }

    String keyId() {
        return key.id();
    }

    byte[] encrypt(byte[] clear) {
        try {
            return encrypt.apply(clear, associated);
        } catch (GeneralSecurityException e) {
            // Its text is left out; only a value beyond all sizes of records gets here.
            throw new IllegalStateException("a value of " + clear.length + " bytes cannot be encrypted");
        }
    }

    /** @throws GeneralSecurityException where it was not encrypted with this key, or was changed since */
    byte[] decrypt(byte[] encrypted) throws GeneralSecurityException {
        return decrypt.apply(encrypted, associated);
    }
}
