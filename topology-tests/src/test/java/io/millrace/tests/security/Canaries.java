package io.millrace.tests.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets that would be recognised anywhere, by what they are for. */
public final class Canaries {
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** A new secret, with a character that URLs and shells would change. */
    public String make(String what) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        String secret = "canary+" + HexFormat.of().formatHex(bytes);
        secrets.put(what, secret);
        return secret;
    }

    /** A secret that was made elsewhere. */
    void add(String what, String secret) {
        secrets.put(what, secret);
    }

    int size() {
        return secrets.size();
    }

    /** What of them a text shows, raw, in base64, in hex, in UTF-16 and as a part of a URL; {@code where} begins each. */
    public List<String> in(String where, String text) {
        List<String> found = new ArrayList<>();
        secrets.forEach((what, secret) -> {
            for (String form : List.of(
                    secret,
                    URLEncoder.encode(secret, UTF_8),
                    base64Core(secret),
                    HexFormat.of().formatHex(secret.getBytes(UTF_8)),
                    new String(secret.getBytes(java.nio.charset.StandardCharsets.UTF_16LE), ISO_8859_1))) {
                if (text.contains(form)) {
                    found.add(where + " shows " + what);
                    return;
                }
            }
        });
        return found;
    }

    public List<String> in(Path file) throws IOException {
        return in(file.toString(), Files.readString(file, ISO_8859_1));
    }

    /** Without the last letters, which depend on what follows. */
    private static String base64Core(String secret) {
        String whole = Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8));
        return whole.substring(0, whole.length() - 2);
    }
}
