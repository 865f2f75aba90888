package io.millrace.ingest.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How keys of rows are remembered. With a key: named by HMAC-SHA-256, and sealed with AES-256-GCM (12 bytes nonce,
 * content, 16 bytes tag), bound to the name. Without one, which only keys that are not personal allow: in clear.
 */
final class SnapshotSeal {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] NO_KEY = "names of keys that are not personal".getBytes(US_ASCII);

    private final SecureRandom random = new SecureRandom();
    private final Optional<SecretKeySpec> sealing;
    private final SecretKeySpec naming;

    private SnapshotSeal(Optional<byte[]> key) {
        this.sealing = key.map(bytes -> new SecretKeySpec(bytes, "AES"));
        this.naming = new SecretKeySpec(
                key.map(bytes -> mac(bytes, "naming".getBytes(US_ASCII))).orElse(NO_KEY), "HmacSHA256");
    }

    /** @throws FileLoadException where the file holds no key */
    static SnapshotSeal of(Optional<Path> keyFile) {
        return new SnapshotSeal(keyFile.map(SnapshotSeal::read));
    }

    private static byte[] read(Path file) {
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IOException | IllegalArgumentException e) {
            // Told below, without what stands in it.
        }
        throw new FileLoadException(
                file + ": holds no base64 of 32 random bytes; make one with: openssl rand -base64 32");
    }

    /** A name that tells nothing of a text to who has no key: 22 characters. */
    String name(byte[] text) {
        byte[] mac = mac(naming.getEncoded(), text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(mac, 16));
    }

    byte[] seal(String name, byte[] content) {
        if (sealing.isEmpty()) {
            return content;
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce, content, 0);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws FileLoadException where it was sealed with another key */
    byte[] open(String name, byte[] sealed) {
        return sealing.isEmpty()
                ? sealed
                : cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(sealed, NONCE_BYTES), sealed, NONCE_BYTES);
    }

    private byte[] cipher(int mode, String name, byte[] nonce, byte[] content, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, sealing.orElseThrow(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(US_ASCII));
            return cipher.doFinal(content, from, content.length - from);
        } catch (GeneralSecurityException e) {
            throw new FileLoadException(
                    "the remembered keys were sealed with another key; give the key file of the" + " snapshots before");
        }
    }

    private static byte[] mac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
