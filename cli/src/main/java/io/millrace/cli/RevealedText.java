package io.millrace.cli;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a rejected record as text for a terminal. Who wrote the record is not trusted: escape sequences could rewrite
 * the screen or type commands, so control characters, C1 included, are shown as {@code \}{@code u001b}. Line feeds and
 * tabs stay; what turns the direction of text is shown likewise.
 */
final class RevealedText {
    private RevealedText() {}

    /** @param bytes text in UTF-8, or not: what is no UTF-8 reads U+FFFD */
    static String of(byte @Nullable [] bytes) {
        return bytes == null ? "(none)" : of(new String(bytes, StandardCharsets.UTF_8));
    }

    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (isHarmless(each)) {
                shown.append(each);
            } else {
                shown.append(String.format("\\u%04x", (int) each));
            }
        }
        return shown.toString();
    }

    private static boolean isHarmless(char each) {
        return each == '\n' || each == '\t' || !(Character.isISOControl(each) || turnsDirection(each));
    }

    private static boolean turnsDirection(char each) {
        return (each >= '\u202a' && each <= '\u202e') || (each >= '\u2066' && each <= '\u2069');
    }
}
