package io.millrace.catalogue.words;

import io.millrace.contracts.product.Mask;

/** What a mask does, in words, and what its values look like. */
public final class MaskWords {
    private MaskWords() {}

    /** A sentence. */
    public static String of(Mask mask) {
        if (mask instanceof Mask.None none) {
            return none.reason().isBlank() ? "Not masked." : "Leaves in clear on purpose: " + none.reason();
        } else if (mask instanceof Mask.Pseudonymize pseudonym) {
            return "A keyed token. Equal values" + canonical(pseudonym.canonical())
                    + " have equal tokens wherever join domain " + pseudonym.joinDomain() + " is named.";
        } else if (mask instanceof Mask.Encrypt encrypt) {
            return "Encrypted with key " + encrypt.key() + "; who holds it can read the value."
                    + (encrypt.deterministic() ? " Equal values stay equal." : "");
        } else if (mask instanceof Mask.Redact redact) {
            return "Always " + redact.replacement() + ".";
        } else if (mask instanceof Mask.Drop) {
            return "Always null.";
        } else if (mask instanceof Mask.KeepLast last) {
            return "Only the last " + counted(last.characters()) + " can be read, * stands for each other one.";
        } else if (mask instanceof Mask.KeepEmailDomain) {
            return "Only the domain of the address can be read.";
        } else if (mask instanceof Mask.KeepPrefix prefix) {
            return "Only the first " + counted(prefix.characters()) + " leave.";
        } else if (mask instanceof Mask.Year) {
            return "Only the year leaves.";
        } else if (mask instanceof Mask.Bucket bucket) {
            return "Rounded down to a multiple of " + bucket.width() + ".";
        } else if (mask instanceof Mask.Arrived arrived) {
            return "Masked before, as " + arrived.from() + ", and handed on as it came. " + of(arrived.mask());
        }
        throw new IllegalStateException("No words for " + mask.getClass());
    }

    private static String canonical(Mask.CanonicalForm form) {
        return switch (form) {
            case EXACT -> "";
            case TRIMMED -> " (white space at the ends aside)";
            case LOWER_CASE -> " (case and white space at the ends aside)";
            case DIGITS -> " (all but the digits aside)";
        };
    }

    private static String counted(int characters) {
        return characters == 1 ? "character" : characters + " characters";
    }
}
