package io.millrace.contracts.table;

import java.util.List;
import java.util.Optional;

/**
 * What is known beforehand of a column or event field that an input port delivers.
 *
 * @param name as it stands in the record
 * @param form what its values are
 * @param digits of {@link Form#DECIMAL} its scale, of {@link Form#TIME} and {@link Form#TIMESTAMP} the digits of a
 *     fraction of a second; else 0
 * @param fields of {@link Form#OBJECT}; empty where they are not known
 */
public record KnownField(String name, Form form, int digits, List<KnownField> fields) {
    public KnownField {
        fields = List.copyOf(fields);
    }

    /** What values are. */
    public enum Form {
        STRING,
        BYTES,
        INTEGER,
        FLOAT,
        DOUBLE,
        BOOLEAN,
        DECIMAL,
        DATE,
        /** Time of day without zone. */
        TIME,
        /** Without zone. */
        TIMESTAMP,
        /** A point in time. */
        ZONED_TIMESTAMP,
        OBJECT,
        /** Not known, or nothing an expression could take. */
        UNKNOWN
    }

    /** The field of a name among several. */
    public static Optional<KnownField> named(List<KnownField> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}
