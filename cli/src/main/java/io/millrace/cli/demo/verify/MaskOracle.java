package io.millrace.cli.demo.verify;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Mask.CanonicalForm;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.PseudonymKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * What masking has to make of a value, computed a second time from the documentation of {@link Mask}, on strings and
 * with the JDK's own classes: the runtime's byte-level code is not called.
 */
final class MaskOracle {
    private static final int TOKEN_BYTES = 16;
    private static final String STARS = "***";

    private final KeyRing keys;

    MaskOracle(KeyRing keys) {
        this.keys = keys;
    }

    /** The text (see {@link Text}) of the masked value. */
    String masked(Mask mask, @Nullable Object value, FieldType type) {
        if (value == null || mask instanceof Mask.None) {
            return Text.ofClear(value, type);
        }
        if (mask instanceof Mask.Pseudonymize pseudonymize) {
            return token(pseudonymize, value.toString());
        } else if (mask instanceof Mask.Redact redact) {
            return redact.replacement();
        } else if (mask instanceof Mask.Drop) {
            return Text.NULL;
        } else if (mask instanceof Mask.KeepLast last) {
            return keepLast(value.toString(), last.characters());
        } else if (mask instanceof Mask.KeepEmailDomain) {
            String text = value.toString();
            return STARS + text.substring(text.lastIndexOf('@')).toLowerCase(Locale.ROOT);
        } else if (mask instanceof Mask.KeepPrefix prefix) {
            String text = value.toString();
            return text.codePointCount(0, text.length()) <= prefix.characters()
                    ? STARS
                    : text.substring(0, text.offsetByCodePoints(0, prefix.characters()));
        } else if (mask instanceof Mask.Year) {
            return String.valueOf(year(value));
        } else if (mask instanceof Mask.Bucket bucket) {
            BigDecimal width = BigDecimal.valueOf(bucket.width());
            BigDecimal lower = new BigDecimal(value.toString())
                    .divide(width, 0, RoundingMode.FLOOR)
                    .multiply(width);
            return Text.ofClear(lower, type);
        }
        throw new IllegalStateException("no oracle for " + mask.getClass().getSimpleName());
    }

    private String token(Mask.Pseudonymize pseudonymize, String clear) {
        PseudonymKey key = keys.pseudonymKey(pseudonymize.joinDomain());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
            String message = pseudonymize.joinDomain() + '\0' + canonical(pseudonymize.canonical(), clear);
            byte[] digest = mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
            return key.id() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TOKEN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HmacSHA256", e);
        }
    }

    private static String canonical(CanonicalForm form, String clear) {
        return switch (form) {
            case EXACT -> clear;
            case TRIMMED -> clear.strip();
            case LOWER_CASE -> clear.strip().toLowerCase(Locale.ROOT);
            case DIGITS -> (clear.startsWith("+") ? "+" : "") + clear.replaceAll("[^0-9]", "");
        };
    }

    private static String keepLast(String text, int characters) {
        int count = text.codePointCount(0, text.length());
        int stars = count <= characters ? count : count - characters;
        return "*".repeat(stars) + text.substring(text.offsetByCodePoints(0, stars));
    }

    private static int year(Object value) {
        return value instanceof LocalDate date
                ? date.getYear()
                : ((Instant) value).atZone(ZoneOffset.UTC).getYear();
    }
}
