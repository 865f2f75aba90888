package io.millrace.runtime.plan;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.runtime.plan.RandomSchema.Kind;
import io.millrace.runtime.plan.RandomSchema.Leaf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** What the reference has to know of a format: how values are made of others, and what they mean. */
interface ReferenceInput {
    /** A value of a record by its name; null where there is none. */
    @Nullable
    Object step(Object record, String name);

    boolean isRecord(Object value);

    Optional<List<@Nullable Object>> items(Object value);

    Optional<Map<String, @Nullable Object>> entries(Object value);

    /** A value as one of a type; empty where it does not convert. */
    Optional<Object> scalar(Field field, Leaf leaf, Object raw);

    /** The record that a value is, which may have to be unpacked. */
    default Object record(Object value) {
        return value;
    }

    /** Values as Avro's reader gives them. */
    ReferenceInput AVRO = new ReferenceInput() {
        @Override
        public @Nullable Object step(Object record, String name) {
            return record instanceof GenericRecord fields ? fields.get(name) : null;
        }

        @Override
        public boolean isRecord(Object value) {
            return true;
        }

        @Override
        public Optional<List<@Nullable Object>> items(Object value) {
            return Optional.of(new ArrayList<@Nullable Object>((List<?>) value));
        }

        @Override
        public Optional<Map<String, @Nullable Object>> entries(Object value) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, item) -> entries.put(key.toString(), item));
            return Optional.of(entries);
        }

        @Override
        public Optional<Object> scalar(Field field, Leaf leaf, Object raw) {
            return ReferencePlan.convert(field, leaf, raw);
        }
    };

    /** Values of a {@link JsonTree}, in which each says itself what it is. */
    ReferenceInput JSON = new ReferenceInput() {
        private static @Nullable Object valueOf(@Nullable JsonTree tree) {
            return tree instanceof JsonTree.Nothing ? null : tree;
        }

        @Override
        public @Nullable Object step(Object record, String name) {
            return record instanceof JsonTree.Entries object
                    ? valueOf(object.entries().get(name))
                    : null;
        }

        @Override
        public boolean isRecord(Object value) {
            return record(value) instanceof JsonTree.Entries;
        }

        @Override
        public Object record(Object value) {
            return value instanceof JsonTree.Embedded embedded ? embedded.content() : value;
        }

        @Override
        public Optional<List<@Nullable Object>> items(Object value) {
            if (!(record(value) instanceof JsonTree.Items array)) {
                return Optional.empty();
            }
            List<@Nullable Object> items = new ArrayList<>();
            array.items().forEach(item -> items.add(valueOf(item)));
            return Optional.of(items);
        }

        @Override
        public Optional<Map<String, @Nullable Object>> entries(Object value) {
            if (!(record(value) instanceof JsonTree.Entries object)) {
                return Optional.empty();
            }
            Map<String, @Nullable Object> entries = new LinkedHashMap<>();
            object.entries().forEach((key, item) -> entries.put(key, valueOf(item)));
            return Optional.of(entries);
        }

        @Override
        public Optional<Object> scalar(Field field, Leaf leaf, Object raw) {
            FieldType type = ReferencePlan.clearType(field);
            boolean toDay = field.mask() instanceof Mask.Year;
            if (raw instanceof JsonTree.Truth truth) {
                return type == Simple.BOOLEAN
                        ? Optional.of(truth.value())
                        : type == Simple.STRING ? Optional.of("" + truth.value()) : Optional.empty();
            } else if (raw instanceof JsonTree.Digits number) {
                return number(field, type, number.text());
            } else if (raw instanceof JsonTree.Items || raw instanceof JsonTree.Entries) {
                return Optional.empty();
            }
            String text = raw instanceof JsonTree.Text plain ? plain.text() : ((JsonTree.Embedded) raw).text();
            if (type == Simple.BYTES) {
                try {
                    return Optional.of(ByteBuffer.wrap(Base64.getDecoder().decode(text)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
            return ReferenceConversion.isPossible(Kind.STRING, type, toDay)
                    ? ReferencePlan.convert(field, new Leaf("", Kind.STRING, 0), text)
                    : Optional.empty();
        }

        private static Optional<Object> number(Field field, FieldType type, String text) {
            if (type == Simple.FLOAT || type == Simple.DOUBLE) {
                double value = type == Simple.FLOAT ? Float.parseFloat(text) : Double.parseDouble(text);
                return Double.isInfinite(value) ? Optional.empty() : Optional.of(value);
            }
            boolean possible = type == Simple.STRING
                    || type == Simple.INT
                    || type == Simple.LONG
                    || type instanceof FieldType.Decimal;
            return possible ? ReferencePlan.convert(field, new Leaf("", Kind.STRING, 0), text) : Optional.empty();
        }
    };
}
