package io.millrace.runtime.mask;

import io.millrace.contracts.product.Mask.CanonicalForm;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;

/** {@link io.millrace.contracts.product.Mask.Pseudonymize}. */
final class Pseudonymized implements ValueWriter {
    private final Pseudonyms.Maker maker;
    private final CanonicalForm form;

    Pseudonymized(Pseudonyms.Maker maker, CanonicalForm form) {
        this.maker = maker;
        this.form = form;
    }

    @Override
    public boolean write(Cell clear, Output out, MaskScratch scratch) {
        out.writeLong(maker.length());
        if (form == CanonicalForm.EXACT) {
            maker.append(clear.data(), clear.start(), clear.length(), out, scratch);
        } else {
            Output canonical = scratch.canonical();
            Canonical.append(form, clear.data(), clear.start(), clear.length(), canonical);
            maker.append(canonical.array(), 0, canonical.size(), out, scratch);
        }
        return true;
    }
}
