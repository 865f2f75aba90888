package io.millrace.runtime.mask;

import io.millrace.runtime.record.Output;
import javax.crypto.Mac;

/** What the masks of one thread work with; reusable. */
public final class MaskScratch {
    private final Mac[] macs;
    private final byte[] digest = new byte[32];
    private final Output canonical = new Output(64);

    MaskScratch(Mac[] macs) {
        this.macs = macs;
    }

    /** Keyed; in its initial state between uses. */
    Mac mac(int index) {
        return macs[index];
    }

    byte[] digest() {
        return digest;
    }

    Output canonical() {
        canonical.reset();
        return canonical;
    }
}
