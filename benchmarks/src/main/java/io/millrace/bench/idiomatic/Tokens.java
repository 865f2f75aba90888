package io.millrace.bench.idiomatic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.PseudonymKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;

/** The same tokens as the product's: {@code <key id>.<128 bits of HMAC-SHA-256 in base64url>}. One per task. */
final class Tokens {
    private static final int TOKEN_BYTES = 16;

    private final String label;
    private final String prefix;
    private final Mac mac;

    Tokens(KeyRing keys, String joinDomain) {
        PseudonymKey key = keys.pseudonymKey(joinDomain);
        this.label = joinDomain + '\0';
        this.prefix = key.id() + '.';
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    String of(String clear) {
        byte[] digest = mac.doFinal((label + clear).getBytes(UTF_8));
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOKEN_BYTES));
    }
}
