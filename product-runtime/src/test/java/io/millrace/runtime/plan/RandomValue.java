package io.millrace.runtime.plan;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** Random values of a schema; many of them lie at the edges where conversions succeed or fail. */
final class RandomValue {
    static final String[] TEXTS = {
        "",
        " ",
        "0",
        "-0",
        "7",
        "-12",
        "007",
        "12.50",
        "1e3",
        "-1.5E-2",
        "1e999999999",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "123456789012345678901234567890",
        "1.",
        ".5",
        "+1",
        "NaN",
        "true",
        "false",
        "placed",
        "paid",
        "ana@shop.example",
        "Ana@Shop.EXAMPLE",
        "a@b@ÇA.example",
        "@x",
        "x@",
        "2026-11-20",
        "2024-02-29",
        "2023-02-29",
        "0000-01-01",
        "2026-11-20Z",
        "2026-1-2",
        "13:45",
        "13:45:59",
        "13:45:59.123456",
        "23:59:60",
        "24:00:00",
        "13:45:00Z",
        "2026-11-20T13:45:59.123456Z",
        "2026-11-20T13:45:59.1234567Z",
        "2026-11-20 13:45:59.120+01:00",
        "2026-11-20T00:30:00-12:30",
        "2026-11-20T13:45Z",
        "2026-11-20T13:45:59",
        "2026-11-20T13:45:59,5Z",
        "9999-12-31T23:59:59.999-18:00",
        "2026-11-20T13:45:59+18:30",
        "  Trim Me  ",
        "ünïcödé",
        "日本語テキスト",
        "😀😀😀",
        "+49 (170) 123-45",
        "|\\|",
        "__debezium_unavailable_value"
    };

    /** Readers refuse what is nested much deeper. */
    private static final int MAX_DEPTH = 12;

    private final Random random;
    private int budget = 150;
    private int depth;

    RandomValue(Random random) {
        this.random = random;
    }

    @Nullable
    Object of(Schema schema) {
        budget--;
        return switch (schema.getType()) {
            case NULL -> null;
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())));
            case BYTES -> ByteBuffer.wrap(isDecimal(schema) ? unscaled().toByteArray() : bytes(random.nextInt(12)));
            case FIXED ->
                new GenericData.Fixed(
                        schema, isDecimal(schema) ? padded(schema.getFixedSize()) : bytes(schema.getFixedSize()));
            case INT -> integer(schema);
            case LONG -> number();
            case FLOAT -> floating().floatValue();
            case DOUBLE -> floating();
            case BOOLEAN -> random.nextBoolean();
            case ARRAY -> array(schema);
            case MAP -> map(schema);
            case UNION -> union(schema);
            case RECORD -> record(schema);
        };
    }

    private static boolean isDecimal(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private BigInteger unscaled() {
        return switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(random.nextInt(2001) - 1000);
            case 1 -> BigInteger.valueOf(random.nextLong());
            case 2 -> new BigInteger(70, random).negate();
            default -> BigInteger.valueOf(random.nextInt(2001) - 1000).multiply(BigInteger.valueOf(10_000));
        };
    }

    private byte[] padded(int size) {
        BigInteger value = unscaled();
        byte[] padded = new byte[size];
        Arrays.fill(padded, (byte) (value.signum() < 0 ? -1 : 0));
        byte[] bytes = value.toByteArray();
        System.arraycopy(bytes, 0, padded, size - bytes.length, bytes.length);
        return padded;
    }

    private Object integer(Schema schema) {
        boolean time = schema.getLogicalType() instanceof LogicalTypes.TimeMillis;
        return time && random.nextInt(4) > 0 ? random.nextInt(86_400_000) : (Object) (int) number();
    }

    private long number() {
        return switch (random.nextInt(7)) {
            case 0 -> random.nextLong();
            case 1 -> Long.MIN_VALUE;
            case 2 -> Long.MAX_VALUE;
            case 3 -> random.nextInt();
            case 4 -> random.nextInt(100_000) * 1_000_000L;
            case 5 -> 1_795_181_790_123_000L + random.nextInt(2000);
            default -> random.nextInt(200) - 100;
        };
    }

    private Double floating() {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextGaussian();
            case 1 -> Double.longBitsToDouble(random.nextLong());
            case 2 -> random.nextInt(100) / 4.0;
            default -> Double.NaN;
        };
    }

    private Object array(Schema schema) {
        int count = budget > 0 && depth <= MAX_DEPTH ? random.nextInt(4) : 0;
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add(of(schema.getElementType()));
        }
        return items;
    }

    private Object map(Schema schema) {
        int count = budget > 0 && depth <= MAX_DEPTH ? random.nextInt(4) : 0;
        Map<String, @Nullable Object> items = new HashMap<>();
        for (int i = 0; i < count; i++) {
            items.put("k" + i, of(schema.getValueType()));
        }
        return items;
    }

    private @Nullable Object union(Schema schema) {
        for (Schema branch : schema.getTypes()) {
            if (branch.getType() == Schema.Type.NULL && (budget <= 0 || depth > MAX_DEPTH || random.nextInt(4) == 0)) {
                return null;
            }
        }
        return of(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
    }

    /** A value of a record schema. */
    GenericData.Record record(Schema schema) {
        if ("io.debezium.data.VariableScaleDecimal".equals(schema.getProp("connect.name"))) {
            GenericData.Record decimal = new GenericData.Record(schema);
            decimal.put("scale", random.nextInt(8) - 2);
            decimal.put("value", ByteBuffer.wrap(unscaled().toByteArray()));
            return decimal;
        }
        GenericData.Record record = new GenericData.Record(schema);
        depth++;
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), of(field.schema()));
        }
        depth--;
        return record;
    }
}
