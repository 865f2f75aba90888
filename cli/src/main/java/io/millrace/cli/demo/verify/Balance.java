package io.millrace.cli.demo.verify;

/**
 * The verdicts the runtime says it gave at one output port.
 *
 * @param accepted left through the port
 * @param retracted left as a tombstone
 * @param filtered outside the filter
 * @param duplicates seen before
 * @param control without a row
 * @param rejected dead letters
 */
public record Balance(long accepted, long retracted, long filtered, long duplicates, long control, long rejected) {
    public static final Balance NONE = new Balance(0, 0, 0, 0, 0, 0);

    /** Input records judged. */
    public long total() {
        return accepted + retracted + filtered + duplicates + control + rejected;
    }

    @Override
    public String toString() {
        return total() + " in = " + (accepted + retracted) + " out + " + duplicates + " duplicates + " + rejected
                + " dead letters + " + filtered + " filtered" + (control == 0 ? "" : " + " + control + " control");
    }
}
