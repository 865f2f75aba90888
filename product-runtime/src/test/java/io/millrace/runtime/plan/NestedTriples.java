package io.millrace.runtime.plan;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.plan.RandomSchema.Leaf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Random writer schemas with records in records, arrays and maps, each with a contract that reads a part of it. */
final class NestedTriples {
    private static final int MAX_DEPTH = 4;

    private final Random random;
    private final RandomSchema schemas;
    private final RandomContract contracts;
    private int names;

    NestedTriples(Random random) {
        this.random = random;
        this.schemas = new RandomSchema(random);
        this.contracts = new RandomContract(random);
    }

    /**
     * A field and what is known of the values it reads.
     *
     * @param leaf what a scalar is read from
     * @param inside the fields of a record; the item of an array or map
     */
    record Node(Field field, @Nullable Leaf leaf, List<Node> inside) {}

    /** A writer's type, and the field that reads it where one does. */
    private record Made(Schema writer, Optional<Node> node) {}

    /** A schema and the fields that read it. */
    record Pair(Schema writer, List<Node> fields) {}

    Pair next() {
        List<Node> nodes = new ArrayList<>();
        Schema writer = record("event", 0, nodes);
        Collections.shuffle(nodes, random);
        return new Pair(writer, nodes);
    }

    private Schema record(String path, int depth, List<Node> nodes) {
        Schema record = Schema.createRecord(schemas.name("N"), null, "random", false);
        List<Schema.Field> fields = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            String name = schemas.name("f");
            Made made = type("o" + names++, path + "." + name, depth);
            fields.add(new Schema.Field(name, made.writer()));
            // What is not read is skipped.
            made.node().filter(node -> random.nextInt(5) > 0).ifPresent(nodes::add);
        }
        record.setFields(fields);
        return record;
    }

    private Made type(String name, String path, int depth) {
        Made made = required(name, path, depth);
        boolean variable = made.writer().getType() == Schema.Type.RECORD && random.nextInt(3) == 0;
        return variable || random.nextInt(4) == 0 ? new Made(Orders.optional(made.writer()), made.node()) : made;
    }

    private Made required(String name, String path, int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 9 : 4)) {
            case 4, 5 -> struct(name, path, depth);
            case 6, 7 -> items(name, path, depth, false);
            case 8 -> items(name, path, depth, true);
            default -> leaf(name, path);
        };
    }

    private Made leaf(String name, String path) {
        Schema writer = schemas.leaf(path, true);
        Leaf leaf = schemas.leaves().get(schemas.leaves().size() - 1);
        return new Made(writer, contracts.field(name, leaf).map(field -> new Node(field.build(), leaf, List.of())));
    }

    private Made struct(String name, String path, int depth) {
        List<Node> inside = new ArrayList<>();
        Schema writer = record(path, depth + 1, inside);
        if (inside.isEmpty()) {
            return new Made(writer, Optional.empty());
        }
        Collections.shuffle(inside, random);
        List<Field> fields = inside.stream().map(Node::field).toList();
        FieldType type = new FieldType.Struct("Struct" + names++, "random.out", fields);
        return new Made(writer, Optional.of(new Node(container(name, type, path), null, inside)));
    }

    private Made items(String name, String path, int depth, boolean keyed) {
        Made item = type(keyed ? "value" : "items", path, depth + 1);
        Schema writer = keyed ? Schema.createMap(item.writer()) : Schema.createArray(item.writer());
        boolean bomb = !keyed && isEmpty(item.writer());
        return new Made(writer, item.node().filter(node -> !bomb).map(node -> {
            FieldType type = keyed ? new FieldType.MapOf(node.field()) : new FieldType.ListOf(node.field());
            return new Node(container(name, type, path), null, List.of(node));
        }));
    }

    /** Arrays of what takes no bytes are refused. */
    private static boolean isEmpty(Schema schema) {
        boolean record = schema.getType() == Schema.Type.RECORD;
        return (record && schema.getFields().stream().allMatch(field -> isEmpty(field.schema())))
                || (schema.getType() == Schema.Type.FIXED && schema.getFixedSize() == 0);
    }

    private Field container(String name, FieldType type, String path) {
        Declared.FieldBuilder field = Declared.field(name, type, "in." + path);
        if (random.nextInt(15) == 0) {
            return field.mask(new Mask.Drop()).build();
        }
        if (random.nextInt(3) == 0) {
            field.required();
            if (!(type instanceof FieldType.Struct) && random.nextBoolean()) {
                field.defaultTo(type instanceof FieldType.ListOf ? "[]" : "{}").onMissing(OnViolation.DEFAULT);
            }
        }
        if (type instanceof FieldType.ListOf list && random.nextInt(3) == 0) {
            items(field, list.element());
        }
        return field.build();
    }

    private void items(Declared.FieldBuilder field, Field item) {
        boolean comparable = item.withInside()
                .allMatch(inside -> inside.mask() instanceof Mask.None && !(inside.type() instanceof FieldType.MapOf));
        FieldRule.Condition condition = switch (random.nextInt(comparable ? 4 : 2)) {
            case 0 -> new FieldRule.Condition.MinItems(random.nextInt(3));
            case 1 -> new FieldRule.Condition.MaxItems(random.nextInt(4));
            default -> new FieldRule.Condition.UniqueItems();
        };
        boolean nullable = !field.build().required();
        field.rule(
                "items" + names++,
                condition,
                switch (random.nextInt(3)) {
                    case 0 -> nullable ? OnViolation.NULLIFY : OnViolation.FLAG;
                    case 1 -> OnViolation.FLAG;
                    default -> OnViolation.REJECT;
                });
    }
}
