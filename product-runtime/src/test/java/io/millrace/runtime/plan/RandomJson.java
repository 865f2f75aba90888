package io.millrace.runtime.plan;

import io.millrace.runtime.plan.JsonTree.Digits;
import io.millrace.runtime.plan.JsonTree.Embedded;
import io.millrace.runtime.plan.JsonTree.Entries;
import io.millrace.runtime.plan.JsonTree.Items;
import io.millrace.runtime.plan.JsonTree.Nothing;
import io.millrace.runtime.plan.JsonTree.Text;
import io.millrace.runtime.plan.JsonTree.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Random JSON in the shape of a schema: mostly what a producer of it would send, sometimes anything. */
final class RandomJson {
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "7",
        "-12",
        "100",
        "12.50",
        "0.125",
        "1e3",
        "-1.5E-2",
        "1e400",
        "9223372036854775807",
        "9223372036854775808",
        "123456789012345678901234567890",
        "16777217",
        "2.0"
    };
    private static final String[] DAYS = {"2026-11-20", "2024-02-29", "1969-12-31", "2023-02-29"};
    private static final String[] CLOCKS = {"13:45", "13:45:59", "13:45:59.123456", "24:00:00", "00:00:00.1"};

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    /** A record; never anything else. */
    Entries record(Schema schema) {
        Map<String, JsonTree> entries = new LinkedHashMap<>();
        for (Schema.Field field : schema.getFields()) {
            if (random.nextInt(12) > 0) {
                entries.put(field.name(), of(field.schema()));
            }
            if (random.nextInt(12) == 0) {
                entries.put("unread" + entries.size(), anything());
            }
        }
        return new Entries(entries);
    }

    private JsonTree of(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            return random.nextInt(4) == 0
                    ? new Nothing()
                    : of(schema.getTypes().stream()
                            .filter(branch -> branch.getType() != Schema.Type.NULL)
                            .findFirst()
                            .orElseThrow());
        }
        int luck = random.nextInt(60);
        return luck == 0 ? anything() : luck == 1 ? new Nothing() : fitting(schema);
    }

    private JsonTree fitting(Schema schema) {
        if (schema.getLogicalType() != null || schema.getProp("connect.name") != null) {
            return scalar(schema);
        }
        return switch (schema.getType()) {
            case RECORD -> embedded(record(schema));
            case ARRAY -> {
                List<JsonTree> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(of(schema.getElementType()));
                }
                yield embedded(new Items(items));
            }
            case MAP -> {
                Map<String, JsonTree> entries = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    entries.put("k\"" + i, of(schema.getValueType()));
                }
                yield embedded(new Entries(entries));
            }
            default -> scalar(schema);
        };
    }

    private JsonTree embedded(JsonTree tree) {
        return random.nextInt(8) > 0 ? tree : new Embedded(tree, JsonTree.render(tree, random));
    }

    private JsonTree scalar(Schema schema) {
        String name = schema.getLogicalType() == null
                ? String.valueOf(schema.getProp("connect.name"))
                : schema.getLogicalType().getName();
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal || name.endsWith("VariableScaleDecimal")) {
            return number();
        } else if (name.endsWith("Date") || name.equals("date")) {
            return new Text(DAYS[random.nextInt(DAYS.length)]);
        } else if (name.startsWith("time-") || name.endsWith("MicroTime")) {
            return new Text(CLOCKS[random.nextInt(CLOCKS.length)]);
        } else if (!name.equals("null") && !name.equals("uuid")) {
            return new Text(DAYS[random.nextInt(3)] + "T" + CLOCKS[random.nextInt(3)]
                    + List.of("", "Z", "+01:00").get(random.nextInt(3)));
        }
        return switch (schema.getType()) {
            case INT, LONG, FLOAT, DOUBLE -> number();
            case BOOLEAN -> new Truth(random.nextBoolean());
            case BYTES, FIXED ->
                new Text(List.of("", "3q2+7w==", "AA==", "not base64").get(random.nextInt(4)));
            case ENUM -> new Text(List.of("paid", "x1", "placed", "lost").get(random.nextInt(4)));
            default -> new Text(RandomValue.TEXTS[random.nextInt(RandomValue.TEXTS.length)]);
        };
    }

    private JsonTree number() {
        return switch (random.nextInt(4)) {
            case 0 -> new Digits(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 1 -> new Text(Integer.toString(random.nextInt(50)));
            default -> new Digits(Integer.toString(random.nextInt(200) - 100));
        };
    }

    private JsonTree anything() {
        return switch (random.nextInt(6)) {
            case 0 -> new Text(RandomValue.TEXTS[random.nextInt(RandomValue.TEXTS.length)]);
            case 1 -> new Digits(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 2 -> new Truth(random.nextBoolean());
            case 3 -> new Items(List.of(new Digits("1"), new Nothing(), new Text("x")));
            case 4 -> new Entries(Map.of("a", new Items(List.of())));
            default -> new Nothing();
        };
    }
}
