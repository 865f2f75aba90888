package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.key.EncryptionKey;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.KeyRingException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Undoes mask {@code encrypt}, for those who hold the key ring.
 *
 * <pre>{@code
 * KeyRing keys = KeyRing.load(Path.of("keys"));
 * EncryptionKey.Name name = new EncryptionKey.Name(EncryptionKey.Name.Cipher.GCM, "checkout.iban");
 * String iban = Decryption.text(keys, name, record.get("iban").toString());
 * }</pre>
 */
public final class Decryption {
    private Decryption() {}

    /**
     * The clear text of a field of type string.
     *
     * @throws KeyRingException where the ring lacks the key, or the text was not encrypted with it or changed since;
     *     the message holds neither the value nor the key
     */
    public static String text(KeyRing keys, EncryptionKey.Name name, String encrypted) {
        int point = encrypted.indexOf('.');
        if (point < 0) {
            throw foreign(name);
        }
        try {
            byte[] content = Base64.getUrlDecoder().decode(encrypted.substring(point + 1));
            return new String(open(keys, name, encrypted.substring(0, point), content), UTF_8);
        } catch (IllegalArgumentException e) {
            throw foreign(name);
        }
    }

    /**
     * The clear bytes of a field of type bytes.
     *
     * @throws KeyRingException as {@link #text}
     */
    public static byte[] bytes(KeyRing keys, EncryptionKey.Name name, byte[] encrypted) {
        int point = 0;
        while (point < encrypted.length && encrypted[point] != '.') {
            point++;
        }
        if (point == encrypted.length) {
            throw foreign(name);
        }
        String id = new String(encrypted, 0, point, UTF_8);
        return open(keys, name, id, Arrays.copyOfRange(encrypted, point + 1, encrypted.length));
    }

    private static byte[] open(KeyRing keys, EncryptionKey.Name name, String id, byte[] content) {
        EncryptionKey key = keys.encryptionKey(name, id);
        try {
            return new Encryption(key).decrypt(content);
        } catch (GeneralSecurityException e) {
            throw new KeyRingException("The value was not encrypted with key " + key + ", or was changed since.");
        }
    }

    private static KeyRingException foreign(EncryptionKey.Name name) {
        return new KeyRingException(
                "The value was not encrypted for '" + name + "': such values are written '<key id>.<content>'.");
    }
}
