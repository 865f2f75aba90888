package io.millrace.contracts.product;

import java.util.List;

/** Type of an output field; each maps to one Avro type. */
public sealed interface FieldType {

    /** One value, which rules can check and masks can change. */
    sealed interface Scalar extends FieldType {}

    /** Made of other fields, each with its own rules and masks. Never part of a key. */
    sealed interface Nested extends FieldType {}

    /** Types without parameters. */
    enum Simple implements Scalar {
        STRING,
        /** 32 bits. */
        INT,
        /** 64 bits. */
        LONG,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        BYTES,
        /** Days since 1970-01-01; Avro {@code int}, logical type {@code date}. */
        DATE,
        /** Milliseconds since midnight; Avro {@code int}, logical type {@code time-millis}. */
        TIME_MILLIS,
        /** Microseconds since midnight; Avro {@code long}, logical type {@code time-micros}. */
        TIME_MICROS,
        /** Milliseconds since the epoch, UTC; Avro {@code long}, logical type {@code timestamp-millis}. */
        TIMESTAMP_MILLIS,
        /** Microseconds since the epoch, UTC; Avro {@code long}, logical type {@code timestamp-micros}. */
        TIMESTAMP_MICROS,
        /** A wall clock's date and time in no zone, in milliseconds; Avro {@code local-timestamp-millis}. */
        LOCAL_TIMESTAMP_MILLIS,
        /** A wall clock's date and time in no zone, in microseconds; Avro {@code local-timestamp-micros}. */
        LOCAL_TIMESTAMP_MICROS
    }

    /**
     * Avro {@code bytes}, logical type {@code decimal}.
     *
     * @param precision digits in all, at least 1
     * @param scale digits behind the point, 0 to {@code precision}
     */
    record Decimal(int precision, int scale) implements Scalar {}

    /**
     * Avro {@code enum}. A value that is none of the symbols does not convert.
     *
     * @param name Avro name of the type
     * @param namespace Avro namespace of the type
     * @param symbols Avro names, at least one, each once, in the order of the contract
     */
    record Enumeration(String name, String namespace, List<String> symbols) implements Scalar {
        public Enumeration {
            symbols = List.copyOf(symbols);
        }

        @Override
        public String toString() {
            return "enum " + name;
        }
    }

    /**
     * Avro {@code record}. The fields' sources are paths below the source of the field that has this type.
     *
     * @param name Avro name of the type
     * @param namespace Avro namespace of the type
     * @param fields at least one, none of them part of a key
     */
    record Struct(String name, String namespace, List<Field> fields) implements Nested {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "record " + name;
        }
    }

    /**
     * Avro {@code array}.
     *
     * @param element of every item; its source is the list's own path, or one below each item. An optional element
     *     makes the items {@code [null, T]}
     */
    record ListOf(Field element) implements Nested {
        @Override
        public String toString() {
            return "array of " + element.type();
        }
    }

    /**
     * Avro {@code map}; the keys are text.
     *
     * @param value of every entry; its source is the map's own path, or one below each value. An optional value makes
     *     the values {@code [null, T]}
     */
    record MapOf(Field value) implements Nested {
        @Override
        public String toString() {
            return "map of " + value.type();
        }
    }
}
