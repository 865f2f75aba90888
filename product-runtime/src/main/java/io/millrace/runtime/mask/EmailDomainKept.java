package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;

/**
 * {@link io.millrace.contracts.product.Mask.KeepEmailDomain}. The domain is what follows the last {@code @}; a text
 * without one, or with nothing before or behind it, is {@code ***}.
 */
final class EmailDomainKept implements ValueWriter {
    private static final byte[] STARS = "***".getBytes(US_ASCII);

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        Output masked = scratch.canonical();
        masked.write(STARS);
        int end = clear.start() + clear.length();
        int at = end - 1;
        while (at > clear.start() && clear.data()[at] != '@') {
            at--;
        }
        if (at > clear.start() && at < end - 1) {
            masked.writeByte('@');
            Canonical.appendLowerCase(clear.data(), at + 1, end - at - 1, masked);
        }
        out.writeSpan(masked.array(), 0, masked.size());
        return true;
    }
}
