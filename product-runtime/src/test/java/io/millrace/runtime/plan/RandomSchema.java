package io.millrace.runtime.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Random writer schemas, and the leaves in them that a path can name. */
final class RandomSchema {
    private final Random random;
    private final List<Leaf> leaves = new ArrayList<>();
    private int names;

    /** What a leaf means; the reference decides by it how values convert. */
    enum Kind {
        STRING,
        ENUM,
        BYTES,
        FIXED,
        UUID,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        DATE,
        TIME_MILLIS,
        TIME_MICROS,
        TIME_NANOS,
        TIMESTAMP_MILLIS,
        TIMESTAMP_MICROS,
        TIMESTAMP_NANOS,
        LOCAL_TIMESTAMP_MILLIS,
        LOCAL_TIMESTAMP_MICROS,
        LOCAL_TIMESTAMP_NANOS,
        DECIMAL,
        VARIABLE_DECIMAL
    }

    record Leaf(String path, Kind kind, int scale) {}

    RandomSchema(Random random) {
        this.random = random;
    }

    List<Leaf> leaves() {
        return leaves;
    }

    Schema next() {
        return record("event", 0, true);
    }

    private Schema record(String path, int depth, boolean reachable) {
        List<Schema.Field> fields = new ArrayList<>();
        int count = 1 + random.nextInt(depth == 0 ? 12 : 5);
        Schema record = Schema.createRecord(name("R"), null, "random", false);
        for (int i = 0; i < count; i++) {
            String name = name("f");
            fields.add(new Schema.Field(name, type(path + "." + name, depth, reachable, record)));
        }
        record.setFields(fields);
        return record;
    }

    private Schema type(String path, int depth, boolean reachable, Schema enclosing) {
        int pick = random.nextInt(depth < 3 ? 20 : 12);
        if (pick < 8) {
            return leaf(path, reachable);
        } else if (pick < 12) {
            Schema leaf = leaf(path, reachable);
            return random.nextInt(4) == 0
                    ? Schema.createUnion(leaf, Schema.create(Schema.Type.NULL))
                    : Orders.optional(leaf);
        } else if (pick < 14) {
            return record(path, depth + 1, reachable);
        } else if (pick == 14) {
            return Orders.optional(record(path, depth + 1, reachable));
        } else if (pick == 15) {
            return Schema.createArray(type(path, depth + 1, false, enclosing));
        } else if (pick == 16) {
            return Schema.createMap(type(path, depth + 1, false, enclosing));
        } else if (pick == 17) {
            return Schema.createUnion(
                    Schema.create(Schema.Type.STRING),
                    Schema.create(Schema.Type.LONG),
                    Schema.create(Schema.Type.NULL),
                    record(path, depth + 1, reachable));
        } else if (pick == 18) {
            // Recursion: the enclosing record inside itself.
            return Orders.optional(enclosing);
        }
        return Schema.createArray(
                random.nextBoolean() ? Schema.create(Schema.Type.NULL) : Schema.createFixed(name("F"), null, null, 0));
    }

    Schema leaf(String path, boolean reachable) {
        Kind kind = List.of(Kind.values()).get(random.nextInt(Kind.values().length));
        int scale = kind == Kind.DECIMAL ? random.nextInt(6) : 0;
        if (reachable) {
            leaves.add(new Leaf(path, kind, scale));
        }
        return switch (kind) {
            case STRING -> Schema.create(Schema.Type.STRING);
            case ENUM -> Schema.createEnum(name("E"), null, null, List.of("placed", "paid", "x1"));
            case BYTES -> Schema.create(Schema.Type.BYTES);
            case FIXED -> Schema.createFixed(name("F"), null, null, random.nextInt(9));
            case UUID -> LogicalTypes.uuid().addToSchema(Schema.createFixed(name("U"), null, null, 16));
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case DATE ->
                random.nextBoolean()
                        ? LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT))
                        : Orders.semantic(Schema.create(Schema.Type.INT), "io.debezium.time.Date");
            case TIME_MILLIS -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
            case TIME_MICROS ->
                random.nextBoolean()
                        ? LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG))
                        : Orders.semantic(Schema.create(Schema.Type.LONG), "io.debezium.time.MicroTime");
            case TIMESTAMP_MILLIS -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case TIMESTAMP_MICROS -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case LOCAL_TIMESTAMP_MILLIS ->
                random.nextBoolean()
                        ? LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG))
                        : Orders.semantic(Schema.create(Schema.Type.LONG), "io.debezium.time.Timestamp");
            case LOCAL_TIMESTAMP_MICROS ->
                random.nextBoolean()
                        ? LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG))
                        // As the ingestion writes it: the semantic type is the exact one.
                        : LogicalTypes.timestampMicros()
                                .addToSchema(Orders.semantic(
                                        Schema.create(Schema.Type.LONG), "io.debezium.time.MicroTimestamp"));
            case TIME_NANOS -> Orders.semantic(Schema.create(Schema.Type.LONG), "io.debezium.time.NanoTime");
            case TIMESTAMP_NANOS -> LogicalTypes.timestampNanos().addToSchema(Schema.create(Schema.Type.LONG));
            case LOCAL_TIMESTAMP_NANOS ->
                random.nextBoolean()
                        ? LogicalTypes.localTimestampNanos().addToSchema(Schema.create(Schema.Type.LONG))
                        // Debezium's nanoseconds are those of a column without zone.
                        : Orders.semantic(Schema.create(Schema.Type.LONG), "io.debezium.time.NanoTimestamp");
            case DECIMAL ->
                LogicalTypes.decimal(20, scale)
                        .addToSchema(
                                random.nextBoolean()
                                        ? Schema.create(Schema.Type.BYTES)
                                        : Schema.createFixed(name("D"), null, null, 9));
            case VARIABLE_DECIMAL -> variableDecimal();
        };
    }

    private Schema variableDecimal() {
        Schema record = Schema.createRecord(name("V"), null, "random", false);
        record.addProp("connect.name", "io.debezium.data.VariableScaleDecimal");
        record.setFields(List.of(
                new Schema.Field("scale", Schema.create(Schema.Type.INT)),
                new Schema.Field("value", Schema.create(Schema.Type.BYTES))));
        return record;
    }

    /**
     * What the same records look like to a later or an earlier writer: some fields lost, others more, in another order.
     *
     * @param mayBeLost whether nobody misses the values below a path
     */
    Schema otherVersion(Schema schema, Predicate<String> mayBeLost) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            if (random.nextInt(3) > 0 || !mayBeLost.test("event." + field.name())) {
                fields.add(new Schema.Field(field.name(), field.schema()));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            fields.add(new Schema.Field(name("f"), type("", 2, false, schema)));
        }
        Collections.shuffle(fields, random);
        return Schema.createRecord(name("R"), null, "random", false, fields);
    }

    String name(String prefix) {
        return prefix + names++;
    }
}
