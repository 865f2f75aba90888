package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.subtle.AesSiv;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.key.EncryptionKey;
import io.millrace.runtime.key.EncryptionKey.Name.Cipher;
import io.millrace.runtime.key.PseudonymKey;
import io.millrace.runtime.plan.RandomSchema.Kind;
import io.millrace.runtime.plan.RandomSchema.Leaf;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** What a field's contract means, without any thought of speed. */
final class ReferencePlan {
    private ReferencePlan() {}

    /** What a field becomes: a value (null as empty), or a rejection. */
    record Expected(Optional<Object> value, Optional<Outcome.Rejected> rejected) {
        static Expected of(@Nullable Object valueOrNull) {
            return new Expected(Optional.ofNullable(valueOrNull), Optional.empty());
        }

        static Expected rejected(RejectReason reason, String element) {
            return new Expected(Optional.empty(), Optional.of(new Outcome.Rejected(reason, element)));
        }
    }

    static FieldType clearType(Field field) {
        if (field.mask() instanceof Mask.Year) {
            return Simple.DATE;
        }
        boolean same = field.mask() instanceof Mask.None
                || field.mask() instanceof Mask.Drop
                || field.mask() instanceof Mask.Encrypt
                || field.mask() instanceof Mask.Bucket;
        return same ? field.type() : Simple.STRING;
    }

    /** The clear value after its checks. */
    static Expected clear(Field field, Leaf leaf, @Nullable Object raw, Set<String> flags) {
        if (raw == null && field.onMissing() == OnViolation.DEFAULT) {
            return checked(field, Optional.of(defaultOf(field)), flags);
        } else if (raw == null) {
            return field.required() ? Expected.rejected(RejectReason.MISSING_VALUE, field.name()) : Expected.of(null);
        }
        return checked(field, convert(field, leaf, raw), flags);
    }

    /** The value in the clear type; empty where it does not convert. */
    static Optional<Object> convert(Field field, Leaf leaf, Object raw) {
        return ReferenceConversion.convert(
                raw, leaf, clearType(field), field.mask() instanceof Mask.Year, field.zone());
    }

    /** The contract's default, in the clear type. */
    private static Object defaultOf(Field field) {
        String text = field.defaultValue().orElseThrow();
        FieldType type = clearType(field);
        if (type == Simple.BYTES) {
            return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
        } else if (type == Simple.BOOLEAN) {
            return text.equals("true");
        } else if (type == Simple.FLOAT || type == Simple.DOUBLE) {
            return Double.parseDouble(text);
        }
        return ReferenceConversion.convert(text, new Leaf("", Kind.STRING, 0), type, false, Optional.empty())
                .orElseThrow();
    }

    /** A converted value after its checks. */
    static Expected checked(Field field, Optional<Object> value, Set<String> flags) {
        if (value.isEmpty()) {
            return Expected.rejected(RejectReason.TYPE_MISMATCH, field.name());
        }
        Object current = value.get();
        for (FieldRule rule : field.rules()) {
            if (holds(rule.condition(), current)) {
                continue;
            }
            if (rule.onViolation() == OnViolation.REJECT) {
                return Expected.rejected(RejectReason.RULE_VIOLATED, rule.name());
            } else if (rule.onViolation() == OnViolation.NULLIFY) {
                return Expected.of(null);
            } else if (rule.onViolation() == OnViolation.FLAG) {
                flags.add(rule.name());
            } else if (rule.onViolation() == OnViolation.DEFAULT) {
                current = defaultOf(field);
            } else {
                current = clamped(rule.condition(), current);
            }
        }
        return Expected.of(current);
    }

    private static boolean holds(FieldRule.Condition condition, Object value) {
        if (condition instanceof FieldRule.Condition.Minimum minimum) {
            return !isNaN(value) && compare(value, minimum.bound()) >= (minimum.exclusive() ? 1 : 0);
        } else if (condition instanceof FieldRule.Condition.Maximum maximum) {
            return !isNaN(value) && compare(value, maximum.bound()) <= (maximum.exclusive() ? -1 : 0);
        } else if (condition instanceof FieldRule.Condition.MaxLength max) {
            return value.toString().codePoints().count() <= max.length();
        } else if (condition instanceof FieldRule.Condition.MinLength min) {
            return value.toString().codePoints().count() >= min.length();
        } else if (condition instanceof FieldRule.Condition.Matches matches) {
            return value.toString().matches(matches.pattern());
        } else if (condition instanceof FieldRule.Condition.Within within) {
            return !isNaN(value) && compare(value, within.least()) >= 0 && compare(value, within.greatest()) <= 0;
        } else if (condition instanceof FieldRule.Condition.MultipleOf multiple) {
            return new BigDecimal(value.toString())
                            .remainder(multiple.divisor())
                            .signum()
                    == 0;
        } else if (condition instanceof FieldRule.Condition.NoneOf none) {
            return !none.values().contains(value.toString());
        }
        return ((FieldRule.Condition.OneOf) condition).values().contains(value.toString());
    }

    private static boolean isNaN(Object value) {
        return value instanceof Double real && real.isNaN();
    }

    private static int compare(Object value, BigDecimal bound) {
        if (value instanceof Double real && real.isInfinite()) {
            return real > 0 ? 1 : -1;
        }
        BigDecimal number = value instanceof Double real ? new BigDecimal(real) : new BigDecimal(value.toString());
        return Integer.signum(number.compareTo(bound));
    }

    /** Only inclusive whole bounds and maximum lengths are clamped to in these tests. */
    private static Object clamped(FieldRule.Condition condition, Object value) {
        if (condition instanceof FieldRule.Condition.MaxLength max) {
            return new String(value.toString().codePoints().limit(max.length()).toArray(), 0, max.length());
        }
        BigDecimal bound = condition instanceof FieldRule.Condition.Minimum minimum
                ? minimum.bound()
                : ((FieldRule.Condition.Maximum) condition).bound();
        if (value instanceof BigDecimal decimal) {
            return bound.setScale(decimal.scale(), RoundingMode.UNNECESSARY);
        }
        return value instanceof Double ? (Object) bound.doubleValue() : (Object) bound.longValueExact();
    }

    /** The value as it leaves. */
    static Expected masked(Field field, @Nullable Object clear) {
        if (clear == null || field.mask() instanceof Mask.Drop) {
            return Expected.of(null);
        } else if (field.mask() instanceof Mask.None) {
            return Expected.of(clear);
        } else if (field.mask() instanceof Mask.Year) {
            int year = LocalDate.ofEpochDay((Long) clear).getYear();
            if (field.type() != Simple.STRING) {
                return Expected.of((long) year);
            }
            return year < 0 || year > 9999
                    ? Expected.rejected(RejectReason.TYPE_MISMATCH, field.name())
                    : Expected.of(String.format("%04d", year));
        } else if (field.mask() instanceof Mask.Bucket bucket) {
            return bucket(field, bucket.width(), clear);
        } else if (field.mask() instanceof Mask.Encrypt encrypt) {
            return Expected.of(encrypted(encrypt, clear));
        }
        return Expected.of(text(field.mask(), (String) clear));
    }

    private static Expected bucket(Field field, long width, Object clear) {
        if (clear instanceof Double real) {
            double lower = Math.floor(real / width) * width;
            return Expected.of(field.type() == Simple.FLOAT ? (double) (float) lower : lower);
        }
        BigDecimal number = new BigDecimal(clear.toString());
        BigDecimal lower =
                number.divide(BigDecimal.valueOf(width), 0, RoundingMode.FLOOR).multiply(BigDecimal.valueOf(width));
        try {
            if (field.type() instanceof FieldType.Decimal type) {
                BigDecimal scaled = lower.setScale(type.scale(), RoundingMode.UNNECESSARY);
                return scaled.signum() != 0 && scaled.precision() > type.precision()
                        ? Expected.rejected(RejectReason.TYPE_MISMATCH, field.name())
                        : Expected.of(scaled);
            }
            return Expected.of(field.type() == Simple.INT ? (long) lower.intValueExact() : lower.longValueExact());
        } catch (ArithmeticException outOfRange) {
            return Expected.rejected(RejectReason.TYPE_MISMATCH, field.name());
        }
    }

    static String text(Mask mask, String clear) {
        int[] points = clear.codePoints().toArray();
        if (mask instanceof Mask.Redact redact) {
            return redact.replacement();
        } else if (mask instanceof Mask.KeepLast last) {
            int stars = points.length <= last.characters() ? points.length : points.length - last.characters();
            return "*".repeat(stars) + new String(points, stars, points.length - stars);
        } else if (mask instanceof Mask.KeepPrefix prefix) {
            return points.length <= prefix.characters() ? "***" : new String(points, 0, prefix.characters());
        } else if (mask instanceof Mask.KeepEmailDomain) {
            int at = clear.lastIndexOf('@');
            return at < 1 || at == clear.length() - 1
                    ? "***"
                    : "***" + clear.substring(at).toLowerCase(Locale.ROOT);
        }
        Mask.Pseudonymize how = (Mask.Pseudonymize) mask;
        return token(how.joinDomain(), canonical(how.canonical(), clear));
    }

    private static String canonical(Mask.CanonicalForm form, String clear) {
        return switch (form) {
            case EXACT -> clear;
            case TRIMMED -> clear.strip();
            case LOWER_CASE -> clear.strip().toLowerCase(Locale.ROOT);
            case DIGITS -> {
                String kept = clear.replaceAll("[^0-9+]", "");
                yield kept.isEmpty() ? "" : kept.charAt(0) + kept.substring(1).replace("+", "");
            }
        };
    }

    private static byte[] content(ByteBuffer bytes) {
        byte[] content = new byte[bytes.remaining()];
        bytes.duplicate().get(content);
        return content;
    }

    /** By AES-SIV, with the key's name as associated data. */
    private static Object encrypted(Mask.Encrypt mask, Object clear) {
        EncryptionKey key = TestKeys.RING.encryptionKey(new EncryptionKey.Name(Cipher.SIV, mask.key()));
        byte[] value = clear instanceof ByteBuffer bytes
                ? content(bytes)
                : clear.toString().getBytes(UTF_8);
        try {
            byte[] encrypted = new AesSiv(key.secret().getEncoded())
                    .encryptDeterministically(value, mask.key().getBytes(UTF_8));
            if (clear instanceof String) {
                return key.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
            }
            byte[] prefix = (key.id() + ".").getBytes(UTF_8);
            return ByteBuffer.allocate(prefix.length + encrypted.length)
                    .put(prefix)
                    .put(encrypted)
                    .flip();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String joinDomain, String text) {
        try {
            PseudonymKey key = TestKeys.RING.pseudonymKey(joinDomain);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.secret());
            byte[] digest = mac.doFinal((joinDomain + "\0" + text).getBytes(UTF_8));
            return key.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
