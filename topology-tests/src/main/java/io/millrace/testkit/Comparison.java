package io.millrace.testkit;

import io.millrace.testkit.CaseFile.ExpectedDeadLetter;
import io.millrace.testkit.CaseFile.ExpectedRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Compares what a product did with what its case expects, and says every difference. */
final class Comparison {
    private final String file;
    private final Function<String, Schema> schemaOfPort;
    private final TokenNames tokens = new TokenNames();
    private final List<String> differences = new ArrayList<>();

    /**
     * @param file name of the case, for places
     * @param schemaOfPort Avro schema of an output port
     */
    Comparison(String file, Function<String, Schema> schemaOfPort) {
        this.file = file;
        this.schemaOfPort = schemaOfPort;
    }

    /** Every difference, a line each, under a heading line per record; empty where all is as expected. */
    List<String> differences(CaseFile expected, Actual actual) {
        Set<String> ports = new LinkedHashSet<>(actual.outputs().keySet());
        for (String unknown : expected.outputs().keySet()) {
            if (!ports.contains(unknown)) {
                differences.add("outputs." + unknown + ": the product has no such port; it has " + ports);
            }
        }
        for (String port : ports) {
            records(
                    port,
                    expected.outputs().getOrDefault(port, List.of()),
                    actual.outputs().getOrDefault(port, List.of()));
        }
        deadLetters(expected.deadLetters(), actual.deadLetters());
        expected.balance()
                .forEach(
                        (port, counts) -> balance(port, counts, actual.balance().get(port)));
        differences.addAll(actual.leaks());
        return differences;
    }

    /** Tokens that got a name, for showing what came out. */
    TokenNames tokens() {
        return tokens;
    }

    private void records(String port, List<ExpectedRecord> expected, List<Actual.Sent> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String record = "output port " + port + ", record " + (i + 1);
            if (i >= actual.size()) {
                ExpectedRecord missing = expected.get(i);
                differences.add(record + place(missing.line()) + ": expected key " + missing.key()
                        + ", but nothing more came out");
            } else if (i >= expected.size()) {
                differences.add(record + ": came out with key " + actual.get(i).key() + ", but is not expected");
            } else {
                record(record, schemaOfPort.apply(port), expected.get(i), actual.get(i));
            }
        }
    }

    private void record(String name, Schema schema, ExpectedRecord expected, Actual.Sent actual) {
        List<String> found = new ArrayList<>();
        if (!TextPattern.of(expected.key()).matches(actual.key(), tokens)) {
            found.add(difference("key", expected.key(), actual.key()));
        }
        if (expected.value().isEmpty() != actual.value().isEmpty()) {
            found.add(difference(
                    "value",
                    kind(expected.value().isEmpty()),
                    kind(actual.value().isEmpty())));
        } else if (expected.value().isPresent()) {
            fields(schema, expected, actual.value().orElseThrow(), found);
        }
        expected.headers().forEach((header, text) -> {
            String was = actual.headers().get(header);
            if (text == null
                    ? was != null
                    : was == null || !TextPattern.of(text).matches(was, tokens)) {
                found.add(difference("header " + header, text == null ? "(none)" : text, was == null ? "(none)" : was));
            }
        });
        add(name + place(expected.line()), found);
    }

    private void fields(
            Schema schema, ExpectedRecord expected, Map<String, @Nullable String> actual, List<String> found) {
        Map<String, @Nullable String> wanted = expected.value().orElseThrow();
        for (Map.Entry<String, @Nullable String> field : wanted.entrySet()) {
            String name = field.getKey();
            if (!actual.containsKey(name)) {
                found.add(difference("field " + name, shown(field.getValue()), "(the contract has no such field)"));
            } else if (!equal(NestedText.type(schema, name), field.getValue(), actual.get(name))) {
                found.add(difference("field " + name, shown(field.getValue()), shown(actual.get(name))));
            }
        }
        if (expected.exact()) {
            actual.forEach((name, value) -> {
                if (!wanted.containsKey(name)) {
                    found.add(difference("field " + name, "(not named)", shown(value)));
                }
            });
        }
    }

    private boolean equal(Schema schema, @Nullable String expected, @Nullable String actual) {
        if (expected == null || actual == null) {
            return expected == null && actual == null;
        }
        if (TextPattern.hasPlaceholder(expected)) {
            return TextPattern.of(expected).matches(actual, tokens);
        }
        if (schema.getType() == Schema.Type.ARRAY || schema.getType() == Schema.Type.MAP) {
            return expected.equals(actual);
        }
        try {
            return AvroText.text(schema, AvroText.parse(schema, expected)).equals(actual);
        } catch (IllegalArgumentException e) {
            // Not even a value of the type, so it cannot be equal; the difference shows both texts.
            return false;
        }
    }

    private void deadLetters(List<ExpectedDeadLetter> expected, List<Actual.DeadLetter> actual) {
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
            String name = "dead letter " + (i + 1);
            if (i >= actual.size()) {
                differences.add(name + place(expected.get(i).line()) + ": expected "
                        + expected.get(i).reason() + ", but nothing more was rejected");
            } else if (i >= expected.size()) {
                Actual.DeadLetter extra = actual.get(i);
                differences.add(name + ": " + extra.reason() + " of input " + extra.record()
                        + (extra.element().isEmpty() ? "" : " at " + extra.element()) + " is not expected");
            } else {
                ExpectedDeadLetter wanted = expected.get(i);
                Actual.DeadLetter was = actual.get(i);
                List<String> found = new ArrayList<>();
                compare("reason", wanted.reason(), was.reason(), found);
                wanted.element().ifPresent(element -> compare("element", element, was.element(), found));
                wanted.record()
                        .ifPresent(
                                record -> compare("record", record.toString(), Integer.toString(was.record()), found));
                wanted.port().ifPresent(port -> compare("port", port, was.port(), found));
                add(name + place(wanted.line()), found);
            }
        }
    }

    private void balance(String port, Map<String, Long> expected, @Nullable Map<String, Long> actual) {
        if (actual == null) {
            differences.add("balance." + port + ": the product has no such port");
            return;
        }
        Map<String, Long> all = new LinkedHashMap<>();
        Verdicts.NAMES.forEach(verdict -> all.put(verdict, expected.getOrDefault(verdict, 0L)));
        List<String> found = new ArrayList<>();
        all.forEach((verdict, count) -> compare(
                verdict, count.toString(), actual.getOrDefault(verdict, 0L).toString(), found));
        add("balance of port " + port, found);
    }

    private static void compare(String what, String expected, String actual, List<String> found) {
        if (!expected.equals(actual)) {
            found.add(difference(what, expected, actual));
        }
    }

    private void add(String heading, List<String> found) {
        if (!found.isEmpty()) {
            differences.add(heading + ":");
            differences.addAll(found);
        }
    }

    private String place(int line) {
        return " (" + file + ":" + line + ")";
    }

    private static String difference(String what, String expected, String actual) {
        return String.format("    %-24s expected %-28s was %s", what, expected, actual);
    }

    private static String kind(boolean tombstone) {
        return tombstone ? "(tombstone)" : "(a value)";
    }

    private static String shown(@Nullable String text) {
        return text == null ? "null" : text;
    }
}
