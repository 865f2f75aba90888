package io.millrace.contracts.draft;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Names made of names. */
final class Words {
    private static final Set<String> RESERVED = Set.of("row", "meta", "true", "false", "null", "in", "has", "size");

    private Words() {}

    /** {@code order_lines} as {@code OrderLine}: the name of one record of many. */
    static String record(String plural) {
        String joined = Arrays.stream(plural.split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        String letters = joined.isEmpty() || Character.isDigit(joined.charAt(0)) ? "R" + joined : joined;
        if (letters.endsWith("ies") && letters.length() > 4) {
            return letters.substring(0, letters.length() - 3) + "y";
        }
        if (letters.endsWith("sses")) {
            return letters.substring(0, letters.length() - 2);
        }
        boolean many = letters.endsWith("s") && !letters.endsWith("ss") && !letters.endsWith("us");
        return many && letters.length() > 2 ? letters.substring(0, letters.length() - 1) : letters;
    }

    /** {@code OrderLine} as {@code order-line}. */
    static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** The kind of an Avro type in a sentence: {@code an array}, {@code a map}. */
    static String withArticle(Schema type) {
        String name = type.getType().getName().toLowerCase(Locale.ROOT);
        return ("aeio".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    /** A name that an input port may have. */
    static String port(String name) {
        String legal = name.replaceAll("[^A-Za-z0-9_]", "_");
        boolean odd = legal.isEmpty() || Character.isDigit(legal.charAt(0)) || RESERVED.contains(legal);
        return odd ? "_" + legal : legal;
    }
}
