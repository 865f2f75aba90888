package io.millrace.runtime.mask;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** Chooses each field's writer, and says of which type its clear value must be. */
public final class ValueWriters {
    private static final Set<Simple> BUCKETS = EnumSet.of(Simple.INT, Simple.LONG, Simple.FLOAT, Simple.DOUBLE);

    private ValueWriters() {}

    /** The type in which a field's clear value is checked and masked. */
    public static FieldType clearType(Field field) {
        Mask mask = field.mask();
        if (mask instanceof Mask.Year) {
            return Simple.DATE;
        }
        // Whatever becomes a string when masked is masked as its text.
        boolean ofText = mask instanceof Mask.Pseudonymize
                || mask instanceof Mask.Redact
                || mask instanceof Mask.KeepLast
                || mask instanceof Mask.KeepEmailDomain
                || mask instanceof Mask.KeepPrefix;
        return ofText ? Simple.STRING : field.type();
    }

    /**
     * The writer of a field.
     *
     * @param problems takes what is wrong, each text without the field's name; the writer is then not to be used
     * @throws io.millrace.runtime.key.KeyRingException where the key ring lacks the key of a join domain
     */
    public static ValueWriter of(Field field, Pseudonyms pseudonyms, Consumer<String> problems) {
        Mask mask = field.mask();
        if (mask instanceof Mask.Arrived arrived) {
            return ArrivedMasked.of(arrived.mask(), field.type(), pseudonyms.keys());
        } else if (mask instanceof Mask.None none) {
            if (field.classification().isPresent() && none.reason().isBlank()) {
                problems.accept("is personal (" + field.classification().get()
                        + ") and has no mask; give it one, or 'mask: none' with a reason.");
            }
            return Plain.of(field.type());
        } else if (mask instanceof Mask.Drop) {
            if (field.required()) {
                problems.accept("is required and has mask drop, which leaves null; make it optional.");
            }
            return new Dropped();
        } else if (mask instanceof Mask.Year) {
            allow(
                    field.type() == Simple.INT || field.type() == Simple.LONG || field.type() == Simple.STRING,
                    "year leaves an int, a long or a string",
                    field,
                    problems);
            return new YearKept(field.type());
        } else if (mask instanceof Mask.Bucket bucket) {
            allow(
                    field.type() instanceof FieldType.Decimal || BUCKETS.contains(field.type()),
                    "bucket leaves a number",
                    field,
                    problems);
            if (bucket.width() <= 0) {
                problems.accept("has mask bucket of width " + bucket.width() + "; it must be > 0.");
            }
            return new Bucketed(field.type(), Math.max(bucket.width(), 1));
        }
        if (mask instanceof Mask.Encrypt encrypt) {
            boolean text = field.type() == Simple.STRING;
            allow(text || field.type() == Simple.BYTES, "encrypt leaves a string or bytes", field, problems);
            return new Encrypted(new Encryption(pseudonyms.keys().encryptionKey(MaskKeys.nameOf(encrypt))), text);
        }
        allow(field.type() == Simple.STRING, "it leaves a string", field, problems);
        return ofText(mask, pseudonyms, problems);
    }

    private static ValueWriter ofText(Mask mask, Pseudonyms pseudonyms, Consumer<String> problems) {
        if (mask instanceof Mask.Pseudonymize pseudonymize) {
            return new Pseudonymized(pseudonyms.ofJoinDomain(pseudonymize.joinDomain()), pseudonymize.canonical());
        } else if (mask instanceof Mask.Redact redact) {
            return new Redacted(redact.replacement());
        } else if (mask instanceof Mask.KeepLast keepLast) {
            atLeast(keepLast.characters(), 0, problems);
            return new LastKept(keepLast.characters());
        } else if (mask instanceof Mask.KeepPrefix keepPrefix) {
            atLeast(keepPrefix.characters(), 0, problems);
            return new PrefixKept(keepPrefix.characters());
        } else if (mask instanceof Mask.KeepEmailDomain) {
            return new EmailDomainKept();
        }
        throw new IllegalStateException("no writer for mask " + mask.getClass().getSimpleName());
    }

    private static void atLeast(int characters, int least, Consumer<String> problems) {
        if (characters < least) {
            problems.accept("keeps " + characters + " characters; it must be >= " + least + ".");
        }
    }

    private static void allow(boolean allowed, String what, Field field, Consumer<String> problems) {
        if (!allowed) {
            problems.accept("has type " + field.type() + ", which does not fit its mask: " + what + ".");
        }
    }
}
