package io.millrace.runtime.plan;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** JSON as it was meant, and as a text: with any white space and any escapes. */
sealed interface JsonTree {
    record Text(String text) implements JsonTree {}

    /** A number in the digits in which it is written. */
    record Digits(String text) implements JsonTree {}

    record Truth(boolean value) implements JsonTree {}

    record Nothing() implements JsonTree {}

    record Items(List<JsonTree> items) implements JsonTree {}

    record Entries(Map<String, JsonTree> entries) implements JsonTree {}

    /** JSON in a string, as a json column holds it. */
    record Embedded(JsonTree content, String text) implements JsonTree {}

    /** Writes the value. */
    static String render(JsonTree tree, Random random) {
        StringBuilder out = new StringBuilder();
        render(tree, random, out);
        return out.toString();
    }

    private static void render(JsonTree tree, Random random, StringBuilder out) {
        space(random, out);
        if (tree instanceof Text text) {
            quoted(text.text(), random, out);
        } else if (tree instanceof Embedded embedded) {
            quoted(embedded.text(), random, out);
        } else if (tree instanceof Digits number) {
            out.append(number.text());
        } else if (tree instanceof Items items) {
            out.append('[');
            Iterator<JsonTree> left = items.items().iterator();
            while (left.hasNext()) {
                render(left.next(), random, out);
                out.append(left.hasNext() ? "," : "");
            }
            out.append(']');
        } else if (tree instanceof Entries entries) {
            out.append('{');
            Iterator<Map.Entry<String, JsonTree>> left =
                    entries.entries().entrySet().iterator();
            while (left.hasNext()) {
                Map.Entry<String, JsonTree> entry = left.next();
                space(random, out);
                quoted(entry.getKey(), random, out);
                space(random, out);
                out.append(':');
                render(entry.getValue(), random, out);
                out.append(left.hasNext() ? "," : "");
            }
            out.append('}');
        } else {
            out.append(tree instanceof Truth truth ? truth.value() : null);
        }
        space(random, out);
    }

    private static void space(Random random, StringBuilder out) {
        if (random.nextInt(6) == 0) {
            out.append(List.of(" ", "\n", "\t\r", "  ").get(random.nextInt(4)));
        }
    }

    private static void quoted(String text, Random random, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == '"' || unit == '\\') {
                out.append('\\').append(unit);
            } else if (unit == '\n') {
                out.append("\\n");
            } else if (unit < ' ' || (random.nextInt(20) == 0 && !Character.isSurrogate(unit))) {
                out.append(String.format("\\u%04x", (int) unit));
            } else {
                out.append(unit);
            }
        }
        out.append('"');
    }
}
