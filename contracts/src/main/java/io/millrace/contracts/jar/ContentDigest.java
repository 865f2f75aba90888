package io.millrace.contracts.jar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over the sealed attributes of the manifest and then over every other entry, ordered by name: name, length and
 * content. It tells a damaged or edited jar from a whole one; it is no signature, since whoever writes a jar can compute
 * it.
 */
final class ContentDigest {
    private final MessageDigest digest = sha256();

    ContentDigest(JarManifest manifest) {
        manifest.sealed().forEach((key, value) -> text(key + ": " + value));
    }

    /** Starts an entry; its content follows, so many bytes. Entries come ordered by name. */
    void entry(String name, long size) {
        text(name);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(size).flip());
    }

    void content(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    String text() {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
