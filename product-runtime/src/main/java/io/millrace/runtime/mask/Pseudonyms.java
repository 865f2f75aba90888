package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.PseudonymKey;
import io.millrace.runtime.record.Output;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The pseudonyms an input's ports make: HMAC-SHA-256 (RFC 2104, FIPS 198-1) cut to its first 128 bits, over the
 * label, a zero byte and the value. The label (the join domain) keeps tokens of different domains apart even where
 * somebody gives two domains one key. Filled while compiling, then only read.
 */
public final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String RECORD_KEY_LABEL = "\u0001record-key";
    private static final int TOKEN_BYTES = 16;
    /** Base64 characters of 128 bits, without padding. */
    static final int TOKEN_LENGTH = 22;

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".getBytes(US_ASCII);

    private final KeyRing keys;
    private final List<Domain> domains = new ArrayList<>();

    private record Domain(String label, PseudonymKey key) {}

    public Pseudonyms(KeyRing keys) {
        this.keys = keys;
    }

    KeyRing keys() {
        return keys;
    }

    /**
     * Tokens of a join domain, {@code <key id>.<22 characters base64url>}.
     *
     * @throws io.millrace.runtime.key.KeyRingException where the ring has no key for it
     */
    Maker ofJoinDomain(String joinDomain) {
        return maker(joinDomain, keys.pseudonymKey(joinDomain));
    }

    /**
     * Tokens that stand in for input record keys where a contract declares no key: equal keys stay together, and
     * nothing of them leaves.
     */
    public Maker ofRecordKeys() {
        return maker(RECORD_KEY_LABEL, new PseudonymKey("k", new SecretKeySpec(keys.fingerprintKey(), ALGORITHM)));
    }

    private Maker maker(String label, PseudonymKey key) {
        for (int i = 0; i < domains.size(); i++) {
            if (domains.get(i).label().equals(label)) {
                return new Maker(i, label, key.id());
            }
        }
        domains.add(new Domain(label, key));
        return new Maker(domains.size() - 1, label, key.id());
    }

    /** Scratch for one thread, for all pseudonyms known by now. */
    public MaskScratch newScratch() {
        Mac[] macs = new Mac[domains.size()];
        for (int i = 0; i < macs.length; i++) {
            try {
                macs[i] = Mac.getInstance(ALGORITHM);
                macs[i].init(domains.get(i).key().secret());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(
                        "this Java runtime lacks " + ALGORITHM + ", which every one must have", e);
            }
        }
        return new MaskScratch(macs);
    }

    /** Makes the tokens of one label. Immutable. */
    public static final class Maker {
        private final int index;
        private final byte[] label;
        private final byte[] prefix;

        private Maker(int index, String label, String keyId) {
            this.index = index;
            this.label = (label + '\0').getBytes(UTF_8);
            this.prefix = (keyId + '.').getBytes(UTF_8);
        }

        /** Bytes of every token. */
        int length() {
            return prefix.length + TOKEN_LENGTH;
        }

        /** Appends the token of a value. */
        public void append(byte[] data, int start, int length, Output out, MaskScratch scratch) {
            Mac mac = scratch.mac(index);
            byte[] digest = scratch.digest();
            mac.update(label);
            mac.update(data, start, length);
            try {
                mac.doFinal(digest, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("32 bytes do not hold an HMAC-SHA-256", e);
            }
            out.write(prefix);
            appendBase64(digest, out);
        }

        private static void appendBase64(byte[] digest, Output out) {
            out.reserve(TOKEN_LENGTH);
            byte[] text = out.array();
            int at = out.size();
            for (int i = 0; i < TOKEN_BYTES - 1; i += 3) {
                int bits = (digest[i] & 0xff) << 16 | (digest[i + 1] & 0xff) << 8 | (digest[i + 2] & 0xff);
                text[at++] = ALPHABET[bits >> 18];
                text[at++] = ALPHABET[bits >> 12 & 0x3f];
                text[at++] = ALPHABET[bits >> 6 & 0x3f];
                text[at++] = ALPHABET[bits & 0x3f];
            }
            int last = digest[TOKEN_BYTES - 1] & 0xff;
            text[at++] = ALPHABET[last >> 2];
            text[at] = ALPHABET[last << 4 & 0x3f];
            out.advance(TOKEN_LENGTH);
        }
    }
}
