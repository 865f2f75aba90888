package io.millrace.runtime.plan;

/** Debezium's {@code source.sequence}: {@code ["<commit LSN>","<LSN>"]}, decimal, unsigned 64 bits, the first or null. */
final class SequenceText {
    private static final long LARGEST_TENTH = Long.divideUnsigned(-1L, 10);

    private final byte[] text;
    private final int end;
    private int at;
    private boolean valid = true;
    private long commitLsn;
    private long lsn;

    SequenceText(byte[] text, int start, int length) {
        this.text = text;
        this.at = start;
        this.end = start + length;
    }

    boolean parse() {
        expect('[');
        if (next() == 'n') {
            expect('n');
            expect('u');
            expect('l');
            expect('l');
        } else {
            commitLsn = number();
        }
        expect(',');
        lsn = number();
        expect(']');
        return valid && at == end;
    }

    private long number() {
        expect('"');
        long value = 0;
        int digits = 0;
        for (int next = next(); next >= '0' && next <= '9'; next = next()) {
            int digit = next - '0';
            boolean overflows = Long.compareUnsigned(value, LARGEST_TENTH) > 0 || (value == LARGEST_TENTH && digit > 5);
            valid &= !overflows;
            value = value * 10 + digit;
            digits++;
            at++;
        }
        valid &= digits > 0;
        expect('"');
        return value;
    }

    private int next() {
        while (at < end && text[at] == ' ') {
            at++;
        }
        return at < end ? text[at] : -1;
    }

    private void expect(int wanted) {
        valid &= next() == wanted;
        at++;
    }

    long commitLsn() {
        return commitLsn;
    }

    long lsn() {
        return lsn;
    }
}
