package io.millrace.catalogue.example;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Something of the shape of a token. It is made from a name, not from a value and not with a key. */
final class ExampleToken {
    private static final int TOKEN_BYTES = 16;

    private ExampleToken() {}

    /** The same for the same name. */
    static String of(String name) {
        byte[] digest = hash("example token of " + name);
        String key = HexFormat.of().formatHex(hash("example key of " + name)).substring(0, 6);
        byte[] token = java.util.Arrays.copyOf(digest, TOKEN_BYTES);
        return "k" + key + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
