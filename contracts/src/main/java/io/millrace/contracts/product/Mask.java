package io.millrace.contracts.product;

/** What happens to a personal value before it leaves. Never a plain or a salted hash. */
public sealed interface Mask {

    /** Whether equal values stay equal and different ones different, as in a record's key they must. */
    default boolean keepsApart() {
        return this instanceof None
                || this instanceof Pseudonymize
                || (this instanceof Encrypt encrypt && encrypt.deterministic())
                || (this instanceof Arrived arrived && arrived.mask().keepsApart());
    }

    /** No masking: the field is not personal, or the contract gives a reason. */
    record None(String reason) implements Mask {}

    /**
     * A keyed pseudonym (HMAC-SHA-256, RFC 2104), equal for equal canonical values within one join domain.
     * The output is a string {@code <key id>.<128 bits, base64url>}.
     *
     * @param joinDomain products that name the same join domain get joinable tokens; tokens of different join domains
     *     cannot be linked
     * @param canonical how the value is normalised before
     */
    record Pseudonymize(String joinDomain, CanonicalForm canonical) implements Mask {}

    /**
     * Encrypted, to be read by those who hold the key: {@code <key id>.<content>}, in a string as base64url.
     *
     * @param key name of the key in the key ring
     * @param deterministic AES-SIV: equal values give equal texts; else AES-GCM, where they do not
     */
    record Encrypt(String key, boolean deterministic) implements Mask {}

    /** A fixed text in place of the value. */
    record Redact(String replacement) implements Mask {}

    /** Null in place of the value. */
    record Drop() implements Mask {}

    /** {@code *} for all but the last characters; a value not longer than {@code characters} is masked whole. */
    record KeepLast(int characters) implements Mask {}

    /** {@code ***@} and the domain of an e-mail address, in lower case. */
    record KeepEmailDomain() implements Mask {}

    /** The first characters of a string; a value not longer than that is redacted whole. */
    record KeepPrefix(int characters) implements Mask {}

    /** The year of a date or timestamp, as an int, a long or four digits. */
    record Year() implements Mask {}

    /** The lower bound of the bucket of the given width that a number lies in. */
    record Bucket(long width) implements Mask {}

    /**
     * The value has been masked by another product, and leaves as it came; one that does not look like what that mask
     * makes is refused.
     *
     * @param from {@code <input port>.<field>} that it is the value of
     * @param mask of that field; never another {@code Arrived}
     */
    record Arrived(String from, Mask mask) implements Mask {
        public Arrived {
            if (mask instanceof Arrived) {
                throw new IllegalArgumentException("what arrived masked has one mask");
            }
        }
    }

    /** How a value is normalised before it is pseudonymised, so that spellings of one thing get one token. */
    enum CanonicalForm {
        /** The bytes as they are. */
        EXACT,
        /** Without white space at both ends. */
        TRIMMED,
        /** Trimmed, lower case (root locale). */
        LOWER_CASE,
        /** Only the digits, and a leading {@code +}. */
        DIGITS
    }
}
