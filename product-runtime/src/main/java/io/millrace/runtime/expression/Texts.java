package io.millrace.runtime.expression;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Functions on texts. No result is longer than a bound: a record's value must not decide how much memory it takes. */
final class Texts {
    private static final int LONGEST = 1 << 20;

    private Texts() {}

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    /** Unicode normalisation form C (UAX #15). */
    static String normalize(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    static String replace(String text, String wanted, String replacement) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("nothing to replace");
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, from)) {
            out.append(text, from, at).append(replacement);
            bounded(out.length());
            from = at + wanted.length();
        }
        out.append(text, from, text.length());
        bounded(out.length());
        return out.toString();
    }

    static String join(List<?> texts, String between) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < texts.size(); i++) {
            out.append(i == 0 ? "" : between).append((String) texts.get(i));
            bounded(out.length());
        }
        return out.toString();
    }

    /** What a text of fewer characters (code points) lacks to a length. */
    static String padding(String text, long length, String with) {
        bounded(length);
        if (with.codePointCount(0, with.length()) != 1) {
            throw new IllegalArgumentException("padding is one character");
        }
        return with.repeat((int) Math.max(0, length - text.codePointCount(0, text.length())));
    }

    private static void bounded(long length) {
        if (length > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
    }
}
