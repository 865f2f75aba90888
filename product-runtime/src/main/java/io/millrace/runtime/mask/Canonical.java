package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.Mask.CanonicalForm;
import io.millrace.runtime.record.Output;
import java.util.Locale;

/** Brings spellings of one value to one text. ASCII is done in place; other scripts go through {@link String}. */
final class Canonical {
    private Canonical() {}

    static void append(CanonicalForm form, byte[] data, int start, int length, Output out) {
        if (form == CanonicalForm.DIGITS) {
            appendDigits(data, start, length, out);
            return;
        }
        boolean lower = form == CanonicalForm.LOWER_CASE;
        if (form != CanonicalForm.EXACT && !isAscii(data, start, length)) {
            String stripped = new String(data, start, length, UTF_8).strip();
            out.writeText(lower ? stripped.toLowerCase(Locale.ROOT) : stripped);
            return;
        }
        int from = start;
        int to = start + length;
        if (form != CanonicalForm.EXACT) {
            while (from < to && isSpace(data[from])) {
                from++;
            }
            while (to > from && isSpace(data[to - 1])) {
                to--;
            }
        }
        appendAscii(data, from, to, lower, out);
    }

    private static void appendAscii(byte[] data, int from, int to, boolean lower, Output out) {
        if (!lower) {
            out.write(data, from, to - from);
            return;
        }
        for (int at = from; at < to; at++) {
            out.writeByte(data[at] >= 'A' && data[at] <= 'Z' ? data[at] + 32 : data[at]);
        }
    }

    /** Lower case without trimming. */
    static void appendLowerCase(byte[] data, int start, int length, Output out) {
        if (isAscii(data, start, length)) {
            appendAscii(data, start, start + length, true, out);
        } else {
            out.writeText(new String(data, start, length, UTF_8).toLowerCase(Locale.ROOT));
        }
    }

    private static void appendDigits(byte[] data, int start, int length, Output out) {
        for (int at = start; at < start + length; at++) {
            boolean leadingPlus = data[at] == '+' && out.size() == 0;
            if (leadingPlus || (data[at] >= '0' && data[at] <= '9')) {
                out.writeByte(data[at]);
            }
        }
    }

    private static boolean isAscii(byte[] data, int start, int length) {
        for (int at = start; at < start + length; at++) {
            if (data[at] < 0) {
                return false;
            }
        }
        return true;
    }

    /** {@link Character#isWhitespace(char)} of ASCII, as {@link String#strip} sees it. */
    private static boolean isSpace(byte next) {
        return next == ' ' || (next >= '\t' && next <= '\r') || (next >= 0x1c && next <= 0x1f);
    }
}
