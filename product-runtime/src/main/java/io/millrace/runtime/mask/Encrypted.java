package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import java.util.Arrays;
import java.util.Base64;

/** {@link io.millrace.contracts.product.Mask.Encrypt}: key id, a point, and what came of the value. */
final class Encrypted implements ValueWriter {
    private final Encryption encryption;
    private final byte[] prefix;
    private final boolean text;

    /** @param text base64url without padding; else the bytes themselves */
    Encrypted(Encryption encryption, boolean text) {
        this.encryption = encryption;
        this.prefix = (encryption.keyId() + '.').getBytes(UTF_8);
        this.text = text;
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        byte[] value = Arrays.copyOfRange(clear.data(), clear.start(), clear.start() + clear.length());
        byte[] encrypted = encryption.encrypt(value);
        byte[] shown = text ? Base64.getUrlEncoder().withoutPadding().encode(encrypted) : encrypted;
        out.writeLong((long) prefix.length + shown.length);
        out.write(prefix);
        out.write(shown);
        return true;
    }
}
