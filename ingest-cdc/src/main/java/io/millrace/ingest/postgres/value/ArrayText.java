package io.millrace.ingest.postgres.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's text of an array (manual, 8.15.6): items in braces, quoted where need be. */
final class ArrayText {
    private ArrayText() {}

    /** The items, null where NULL stands; empty where the array has several dimensions. */
    static Optional<List<@Nullable String>> items(String text) {
        // Bounds other than from 1 stand before the braces: [2:3]={7,8}
        int at = text.charAt(0) == '[' ? text.indexOf('{') + 1 : 1;
        List<@Nullable String> items = new ArrayList<>();
        var item = new StringBuilder();
        while (text.charAt(at) != '}') {
            if (text.charAt(at) == '{') {
                return Optional.empty();
            }
            boolean quoted = text.charAt(at) == '"';
            item.setLength(0);
            at = quoted ? quoted(text, at + 1, item) : bare(text, at, item);
            String found = item.toString();
            items.add(!quoted && found.equals("NULL") ? null : found);
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        return Optional.of(items);
    }

    private static int quoted(String text, int from, StringBuilder item) {
        int at = from;
        while (text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            item.append(text.charAt(at++));
        }
        return at + 1;
    }

    private static int bare(String text, int from, StringBuilder item) {
        int at = from;
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            item.append(text.charAt(at++));
        }
        return at;
    }
}
