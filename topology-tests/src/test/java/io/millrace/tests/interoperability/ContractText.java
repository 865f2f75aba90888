package io.millrace.tests.interoperability;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random properties of a contract as a team would write them, with a value that comes in and what must leave for it. */
final class ContractText {
    private static final int MAX_DEPTH = 3;

    private final Random random;
    private int names;

    ContractText(Random random) {
        this.random = random;
    }

    /**
     * A property.
     *
     * @param yaml its keys but the name, in flow style
     * @param json a value of the event
     * @param leaves the value that leaves: String, Long, Integer, Double, Boolean, BigDecimal, List or Map
     */
    record Made(String yaml, String json, @Nullable Object leaves) {}

    /** A contract's properties, the event, and the record that leaves. */
    record Contract(String properties, String event, Map<String, @Nullable Object> record) {}

    Contract next() {
        int count = 1 + random.nextInt(6);
        List<String> yaml = new ArrayList<>();
        List<String> json = new ArrayList<>();
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        fields(count, 0, yaml, json, record);
        return new Contract("[" + String.join(", ", yaml) + "]", "{" + String.join(",", json) + "}", record);
    }

    private void fields(
            int count, int depth, List<String> yaml, List<String> json, Map<String, @Nullable Object> record) {
        for (int i = 0; i < count; i++) {
            String name = "f" + names++;
            Made made = optional(depth);
            yaml.add("{name: " + name + ", " + made.yaml() + "}");
            json.add("\"" + name + "\":" + made.json());
            record.put(name, made.leaves());
        }
    }

    private Made optional(int depth) {
        Made made = value(depth);
        if (random.nextInt(4) == 0) {
            return new Made(made.yaml() + ", required: true", made.json(), made.leaves());
        }
        return random.nextInt(5) == 0 ? new Made(made.yaml(), "null", null) : made;
    }

    private Made value(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 16 : 11)) {
            case 0, 1 -> string("text ü " + random.nextInt(100));
            case 2 -> {
                long number = random.nextLong();
                yield new Made("logicalType: integer", Long.toString(number), number);
            }
            case 3 -> {
                int number = random.nextInt();
                yield new Made("logicalType: integer, physicalType: int", Integer.toString(number), number);
            }
            case 4 -> {
                BigDecimal number = BigDecimal.valueOf(random.nextInt(), 2);
                yield new Made("logicalType: number, physicalType: \"decimal(12,2)\"", number.toString(), number);
            }
            case 5 -> {
                double number = random.nextGaussian();
                yield new Made("logicalType: number, physicalType: double", Double.toString(number), number);
            }
            case 6 -> {
                boolean flag = random.nextBoolean();
                yield new Made("logicalType: boolean", Boolean.toString(flag), flag);
            }
            case 7 -> {
                LocalDate day = LocalDate.ofEpochDay(random.nextInt(20_000));
                yield new Made("logicalType: date", "\"" + day + "\"", (int) day.toEpochDay());
            }
            case 8 -> {
                long second = random.nextInt();
                yield new Made(
                        "logicalType: timestamp", "\"" + Instant.ofEpochSecond(second) + "\"", second * 1_000_000);
            }
            case 9 -> {
                String symbol = random.nextBoolean() ? "web" : "store";
                yield new Made(
                        "logicalType: string, customProperties: [{property: avroType, value: enum}, {property: values,"
                                + " value: [web, store]}]",
                        "\"" + symbol + "\"",
                        symbol);
            }
            case 10 ->
                new Made(
                        "logicalType: string, tags: [pii], customProperties: [{property: millrace, value: {mask:"
                                + " {strategy: redact}}}]",
                        "\"Ada\"",
                        "***");
            case 11, 12 -> object(depth);
            case 13, 14 -> array(depth);
            default -> map(depth);
        };
    }

    private static Made string(String text) {
        return new Made("logicalType: string", "\"" + text + "\"", text);
    }

    private Made object(int depth) {
        List<String> yaml = new ArrayList<>();
        List<String> json = new ArrayList<>(List.of("\"unread\":[{\"x\":1}]"));
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        fields(1 + random.nextInt(3), depth + 1, yaml, json, record);
        return new Made(
                "logicalType: object, properties: [" + String.join(", ", yaml) + "]",
                "{" + String.join(",", json) + "}",
                record);
    }

    private Made array(int depth) {
        Made item = value(depth + 1);
        int count = random.nextInt(4);
        List<@Nullable Object> items = new ArrayList<>();
        List<String> json = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean isNull = random.nextInt(4) == 0;
            items.add(isNull ? null : item.leaves());
            json.add(isNull ? "null" : item.json());
        }
        return new Made("logicalType: array, items: {" + item.yaml() + "}", "[" + String.join(",", json) + "]", items);
    }

    private Made map(int depth) {
        Made value = value(depth + 1);
        return new Made(
                "logicalType: map, map: {key: {logicalType: string}, value: {" + value.yaml() + "}}",
                "{\"one\":" + value.json() + "}",
                new LinkedHashMap<>(Map.of("one", java.util.Objects.requireNonNull(value.leaves()))));
    }
}
