package io.millrace.ingest.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Why a column's value is not in a change record. Such a value travels through Connect's structs as a stand-in of the
 * column's own type, which only {@link #of} tells from a value; in the record there is null, or something empty where
 * the column is not null, and the header {@code mr-omitted} names the column and the reason.
 */
public enum Omission {
    /** A large value that an update did not change, so that PostgreSQL did not log it (TOAST). */
    NOT_LOGGED(0, "not-logged"),
    /** Larger than Kafka takes. */
    TOO_LARGE(1, "too-large"),
    /** NaN or infinity, in a type whose Avro form has none. */
    NOT_FINITE(2, "not-finite"),
    /** A time that does not fit into 64 bits of microseconds. */
    OUT_OF_RANGE(3, "out-of-range"),
    /** An array of arrays. */
    MULTI_DIMENSIONAL(4, "multi-dimensional");

    /** Before 4713 BC, where PostgreSQL's dates begin. */
    private static final int FIRST_DAY = Integer.MIN_VALUE;

    private static final long FIRST_TIME = Long.MIN_VALUE;
    private static final Omission[] ALL = values();

    private final int number;
    private final String code;

    Omission(int number, String code) {
        this.number = number;
        this.code = code;
    }

    /** As it stands in the header. */
    public String code() {
        return code;
    }

    /** A stand-in for an array. */
    public List<Object> list() {
        return new OmittedList(this);
    }

    /** A stand-in for a map. */
    public Map<String, String> map() {
        return new OmittedMap(this);
    }

    /** A stand-in for a decimal of a scale. */
    public BigDecimal decimal(int scale) {
        return new OmittedDecimal(this, scale);
    }

    /** A stand-in for a struct. */
    public Struct struct(Schema schema) {
        return new OmittedStruct(this, schema);
    }

    /** A stand-in for days since the epoch. */
    public int days() {
        return FIRST_DAY + number;
    }

    /** A stand-in for micro- or milliseconds since the epoch. */
    public long time() {
        return FIRST_TIME + number;
    }

    /** Why a value is left out, or null where it is one. */
    public static @Nullable Omission of(Schema schema, Object value) {
        return value instanceof StandIn standIn ? standIn.reason() : ofTime(schema, value);
    }

    private static @Nullable Omission ofTime(Schema schema, Object value) {
        if (value instanceof Integer days
                && days < FIRST_DAY + ALL.length
                && "io.debezium.time.Date".equals(schema.name())) {
            return ALL[days - FIRST_DAY];
        }
        if (value instanceof Long time
                && time < FIRST_TIME + ALL.length
                && schema.name() != null
                && schema.name().endsWith("Timestamp")) {
            return ALL[(int) (time - FIRST_TIME)];
        }
        return null;
    }

    /** Whether columns of a schema may hold stand-ins. */
    static boolean isPossible(Schema schema) {
        return switch (schema.type()) {
            case ARRAY, MAP -> true;
            case INT32, INT64 -> schema.name() != null;
            case BYTES -> Decimal.LOGICAL_NAME.equals(schema.name());
            case STRUCT -> "io.debezium.data.VariableScaleDecimal".equals(schema.name());
            default -> false;
        };
    }

    private interface StandIn {
        Omission reason();
    }

    @SuppressWarnings("serial")
    private static final class OmittedList extends ArrayList<Object> implements StandIn {
        private final Omission reason;

        OmittedList(Omission reason) {
            this.reason = reason;
        }

        @Override
        public Omission reason() {
            return reason;
        }
    }

    @SuppressWarnings("serial")
    private static final class OmittedMap extends HashMap<String, String> implements StandIn {
        private final Omission reason;

        OmittedMap(Omission reason) {
            this.reason = reason;
        }

        @Override
        public Omission reason() {
            return reason;
        }
    }

    @SuppressWarnings("serial")
    private static final class OmittedDecimal extends BigDecimal implements StandIn {
        private final Omission reason;

        OmittedDecimal(Omission reason, int scale) {
            super(BigInteger.ZERO, scale);
            this.reason = reason;
        }

        @Override
        public Omission reason() {
            return reason;
        }
    }

    private static final class OmittedStruct extends Struct implements StandIn {
        private final Omission reason;

        OmittedStruct(Omission reason, Schema schema) {
            super(schema);
            this.reason = reason;
            put("scale", 0);
            put("value", new byte[1]);
        }

        @Override
        public Omission reason() {
            return reason;
        }
    }
}
