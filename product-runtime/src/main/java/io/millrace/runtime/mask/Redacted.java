package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;

/** {@link io.millrace.contracts.product.Mask.Redact}. */
final class Redacted implements ValueWriter {
    private final byte[] replacement;

    Redacted(String replacement) {
        this.replacement = replacement.getBytes(UTF_8);
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        out.writeSpan(replacement, 0, replacement.length);
        return true;
    }
}
