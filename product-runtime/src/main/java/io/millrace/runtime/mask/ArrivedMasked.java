package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.CodePoints;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.record.RejectReason;
import java.util.Arrays;

/**
 * {@link io.millrace.contracts.product.Mask.Arrived}: passes on what looks like what the mask makes, and refuses the
 * rest. A token must name the key that the ring has for its join domain, so that a clear value, or a token of another
 * join domain, is not passed on by mistake.
 */
final class ArrivedMasked implements ValueWriter {
    private static final byte[] STARS = "***".getBytes(UTF_8);
    private static final byte[] STARS_AT = "***@".getBytes(UTF_8);

    private final Form form;
    private final ValueWriter plain;

    /** What the values of a mask look like. */
    private interface Form {
        boolean fits(Cell value);
    }

    private ArrivedMasked(Form form, ValueWriter plain) {
        this.form = form;
        this.plain = plain;
    }

    /** @throws io.millrace.runtime.key.KeyRingException where the ring lacks the key whose id the values bear */
    static ValueWriter of(Mask mask, FieldType type, KeyRing keys) {
        return mask instanceof Mask.Drop ? new Dropped() : new ArrivedMasked(form(mask, type, keys), Plain.of(type));
    }

    private static Form form(Mask mask, FieldType type, KeyRing keys) {
        if (mask instanceof Mask.Pseudonymize pseudonym) {
            byte[] prefix = prefix(keys.pseudonymKey(pseudonym.joinDomain()).id());
            return value -> value.length() == prefix.length + Pseudonyms.TOKEN_LENGTH
                    && startsWith(value, prefix)
                    && isBase64(value, prefix.length);
        } else if (mask instanceof Mask.Encrypt encrypt) {
            byte[] prefix = prefix(keys.encryptionKey(MaskKeys.nameOf(encrypt)).id());
            return value -> startsWith(value, prefix);
        } else if (mask instanceof Mask.Redact redact) {
            byte[] replacement = redact.replacement().getBytes(UTF_8);
            return value -> equal(value, replacement);
        } else if (mask instanceof Mask.KeepLast last) {
            return value -> hidesAllBut(value, last.characters());
        } else if (mask instanceof Mask.KeepEmailDomain) {
            return value -> equal(value, STARS) || startsWith(value, STARS_AT);
        } else if (mask instanceof Mask.KeepPrefix prefix) {
            return value -> equal(value, STARS)
                    || CodePoints.count(value.data(), value.start(), value.length()) <= prefix.characters();
        } else if (mask instanceof Mask.Bucket bucket) {
            boolean floating = type == FieldType.Simple.FLOAT || type == FieldType.Simple.DOUBLE;
            return value -> floating
                    ? value.floating() % bucket.width() == 0
                    : value.big() != null || value.number() % bucket.width() == 0;
        }
        // A year is a number, or its digits: there is no more to be seen in it.
        return value -> true;
    }

    private static byte[] prefix(String keyId) {
        return (keyId + ".").getBytes(UTF_8);
    }

    private static boolean startsWith(Cell value, byte[] prefix) {
        return value.length() >= prefix.length
                && Arrays.equals(value.data(), value.start(), value.start() + prefix.length, prefix, 0, prefix.length);
    }

    private static boolean equal(Cell value, byte[] text) {
        return value.length() == text.length && startsWith(value, text);
    }

    private static boolean isBase64(Cell value, int from) {
        for (int i = value.start() + from; i < value.start() + value.length(); i++) {
            byte next = value.data()[i];
            boolean letter = (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z');
            if (!letter && !(next >= '0' && next <= '9') && next != '-' && next != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean hidesAllBut(Cell value, int characters) {
        int count = CodePoints.count(value.data(), value.start(), value.length());
        int stars = 0;
        while (stars < value.length() && value.data()[value.start() + stars] == '*') {
            stars++;
        }
        return stars == count || (count > characters && stars >= count - characters);
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        return form.fits(clear) && plain.write(clear, out, scratch);
    }

    @Override
    public RejectReason refusal() {
        return RejectReason.NOT_MASKED;
    }
}
