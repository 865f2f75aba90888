package io.millrace.catalogue.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A name as part of a file name or an anchor, whatever stands in it. */
public final class Slug {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");
    private static final int DIGITS = 8;

    private Slug() {}

    /** The name itself where it is harmless; else what is harmless of it, and a hash of the whole. */
    public static String of(String name) {
        if (SAFE.matcher(name).matches()) {
            return name;
        }
        String harmless = name.replaceAll("[^A-Za-z0-9_-]+", "-");
        return "_" + harmless.substring(0, Math.min(40, harmless.length())) + "-" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
