package io.millrace.runtime.structure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Compiles a writer's schema and the wanted paths into nodes. Used once. */
final class AvroCompiler {
    /** Nobody wants any of it. */
    private static final Layout.Node NOTHING = new Layout.Node();

    private final List<Optional<SourceType>> types;
    private final List<String> problems;
    private final IdentityHashMap<Schema, AvroNode> skips = new IdentityHashMap<>();
    private final Map<String, AvroSkip.Link> open = new HashMap<>();
    private final Layout layout;

    AvroCompiler(Layout layout) {
        this.layout = layout;
        this.types = new ArrayList<>(Collections.nCopies(layout.size(), Optional.empty()));
        this.problems = new ArrayList<>(Collections.nCopies(layout.size(), "it has no such record"));
    }

    AvroReader compile(Schema writer) {
        AvroNode root = node(writer, layout.root());
        return new AvroReader(root, types, problems);
    }

    /** The items of an array, or the values of a map. */
    AvroItems items(Schema items, boolean keyed) {
        AvroNode item = node(items, layout.root());
        if (item.isEmpty() && !keyed) {
            // Any number of such items would fit a few bytes, and each costs time and output.
            Collections.fill(types, Optional.empty());
            Collections.fill(problems, "has items that take no bytes");
        }
        return new AvroItems(item, keyed, types, problems);
    }

    private AvroNode node(Schema schema, Layout.Node wanted) {
        if (wanted.slot() < 0 && wanted.children().isEmpty()) {
            return skip(schema);
        }
        if (schema.getType() == Schema.Type.UNION) {
            return union(schema, wanted);
        }
        if (wanted.slot() >= 0) {
            return leaf(schema, wanted);
        }
        if (schema.getType() != Schema.Type.RECORD) {
            eachSlot(wanted, "it has a " + schema.getType().getName() + " where the path goes on");
            return skip(schema);
        }
        return record(schema, wanted);
    }

    private AvroNode leaf(Schema schema, Layout.Node wanted) {
        int slot = wanted.slot();
        Optional<SourceType> type = AvroTypes.of(schema);
        if (type.isEmpty()) {
            problems.set(slot, "it has a value of type " + schema.getType().getName() + " there, which cannot be read");
            return skip(schema);
        }
        types.set(slot, type);
        problems.set(slot, "");
        return switch (schema.getType()) {
            case STRING -> AvroCapture.ofString(slot);
            case BYTES -> AvroCapture.ofBytes(slot);
            case FIXED -> AvroCapture.ofFixed(slot, schema.getFixedSize());
            case ENUM -> AvroCapture.ofEnum(slot, schema.getEnumSymbols());
            case INT -> AvroCapture.ofInt(slot);
            case LONG -> AvroCapture.ofLong(slot);
            case FLOAT -> AvroCapture.ofFloat(slot);
            case DOUBLE -> AvroCapture.ofDouble(slot);
            case BOOLEAN -> AvroCapture.ofBoolean(slot);
            case RECORD ->
                AvroTypes.isVariableDecimal(schema)
                        ? AvroCapture.ofVariableDecimal(slot)
                        : AvroCapture.ofNested(slot, record(schema, wanted));
            case ARRAY, MAP -> {
                wanted.children()
                        .values()
                        .forEach(child ->
                                eachSlot(child, "it has a " + schema.getType().getName() + " where the path goes on"));
                yield AvroCapture.ofNested(slot, skip(schema));
            }
            case NULL, UNION -> throw new IllegalStateException("not a leaf: " + schema.getType());
        };
    }

    private AvroNode record(Schema schema, Layout.Node wanted) {
        for (Map.Entry<String, Layout.Node> child : wanted.children().entrySet()) {
            if (schema.getField(child.getKey()) == null) {
                eachSlot(
                        child.getValue(),
                        "it has no field '" + child.getKey() + "' in record '" + schema.getName() + "', which has: "
                                + fieldNames(schema));
            }
        }
        List<AvroNode> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            Layout.Node child = wanted.child(field.name());
            fields.add(node(field.schema(), child == null ? NOTHING : child));
        }
        return AvroRecord.of(fields);
    }

    /** Of the branches that are not null, the useful one is the only one, or the only record where the path goes on. */
    private AvroNode union(Schema schema, Layout.Node wanted) {
        List<Schema> types = schema.getTypes();
        int useful = -1;
        int candidates = 0;
        for (int i = 0; i < types.size(); i++) {
            Schema.Type type = types.get(i).getType();
            boolean candidate = wanted.children().isEmpty() ? type != Schema.Type.NULL : type == Schema.Type.RECORD;
            if (candidate) {
                useful = i;
                candidates++;
            }
        }
        if (candidates != 1) {
            eachSlot(wanted, "it has a union there of which " + candidates + " branches could be meant");
            useful = -1;
        }
        AvroNode[] branches = new AvroNode[types.size()];
        for (int i = 0; i < branches.length; i++) {
            Schema branch = types.get(i);
            if (i == useful) {
                branches[i] = node(branch, wanted);
            } else if (branch.getType() == Schema.Type.NULL && wanted.slot() >= 0) {
                branches[i] = AvroCapture.ofNull(wanted.slot());
            } else {
                branches[i] = skip(branch);
            }
        }
        return new AvroUnion(branches, nullBranch(schema));
    }

    private AvroNode skip(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> AvroSkip.NULL;
            case INT, LONG, ENUM -> AvroSkip.VARINT;
            case STRING, BYTES -> AvroSkip.SPAN;
            case BOOLEAN -> AvroSkip.fixed(1);
            case FLOAT -> AvroSkip.fixed(4);
            case DOUBLE -> AvroSkip.fixed(8);
            case FIXED -> AvroSkip.fixed(schema.getFixedSize());
            case ARRAY -> AvroSkip.blocks(skip(schema.getElementType()), false);
            case MAP -> AvroSkip.blocks(skip(schema.getValueType()), true);
            case UNION -> skipUnion(schema);
            case RECORD -> skipRecord(schema);
        };
    }

    private AvroNode skipUnion(Schema schema) {
        return new AvroUnion(schema.getTypes().stream().map(this::skip).toArray(AvroNode[]::new), nullBranch(schema));
    }

    private static int nullBranch(Schema union) {
        return union.isNullable() ? union.getIndexNamed("null") : -1;
    }

    private AvroNode skipRecord(Schema schema) {
        AvroNode known = skips.get(schema);
        if (known != null) {
            return known;
        }
        AvroSkip.Link inside = open.get(schema.getFullName());
        if (inside != null) {
            return inside;
        }
        AvroSkip.Link link = new AvroSkip.Link();
        open.put(schema.getFullName(), link);
        AvroNode node = AvroRecord.of(
                schema.getFields().stream().map(field -> skip(field.schema())).toList());
        link.bind(node);
        open.remove(schema.getFullName());
        skips.put(schema, node);
        return node;
    }

    private void eachSlot(Layout.Node wanted, String problem) {
        if (wanted.slot() >= 0) {
            problems.set(wanted.slot(), problem);
        }
        wanted.children().values().forEach(child -> eachSlot(child, problem));
    }

    private static @Nullable String fieldNames(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).collect(Collectors.joining(", "));
    }
}
