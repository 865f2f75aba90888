package io.millrace.tests.change;

import java.util.Locale;

/**
 * A table of its own for each change of a definition, and what the documentation says of it. Every table has a key, a
 * column {@code a} that the contract reads, and a column {@code shape} whose default changes in the same transaction: a
 * row tells by itself whether it was written before the change or after.
 */
enum TableChange {
    /** With a value that no contract reads. */
    ADDED("int DEFAULT 7", Contract.NUMBER, "ADD secret text DEFAULT '%s'", ""),
    DEFAULTED("int DEFAULT 7", Contract.NUMBER_OR_DEFAULT, "DROP a", "42"),
    /** What is rejected holds a value that nobody reads. */
    DROPPED("int DEFAULT 7", Contract.NUMBER, "DROP a, ADD secret text DEFAULT '%s'", Contract.INCOMPATIBLE_SCHEMA),
    RENAMED("int DEFAULT 7", Contract.NUMBER, "RENAME a TO z", Contract.INCOMPATIBLE_SCHEMA),
    WIDENED("int DEFAULT 7", Contract.NUMBER, "ALTER a TYPE bigint", ""),
    OVERFLOWN(
            "int DEFAULT 7",
            Contract.NUMBER,
            "ALTER a TYPE bigint, ALTER a SET DEFAULT 3000000000",
            Contract.TYPE_MISMATCH),
    NARROWED("bigint DEFAULT 7", Contract.NUMBER, "ALTER a TYPE smallint", ""),
    SHORTENED("text DEFAULT 'abc'", Contract.TEXT, "ALTER a TYPE varchar(3)", ""),
    RETYPED(
            "int DEFAULT 7",
            Contract.NUMBER,
            "ALTER a DROP DEFAULT, ALTER a TYPE text, ALTER a SET DEFAULT 'seven'",
            Contract.TYPE_MISMATCH),
    CONVERTED(
            "int DEFAULT 7",
            Contract.NUMBER,
            "ALTER a DROP DEFAULT, ALTER a TYPE boolean USING a > 0, ALTER a SET DEFAULT true",
            Contract.INCOMPATIBLE_SCHEMA),
    NULLABLE(
            "int NOT NULL DEFAULT 7",
            Contract.NUMBER,
            "ALTER a DROP NOT NULL, ALTER a SET DEFAULT NULL",
            Contract.MISSING_VALUE);

    /** What a column holds that was written before the change and is written again after it, where it is still there. */
    private static final String KEPT = "7";

    private final String column;
    private final String property;
    private final String alteration;
    private final String otherwise;

    /**
     * Takes a case.
     *
     * @param column type and default of {@code a} at first
     * @param property the rest of {@code a} in the contract
     * @param alteration of the table, with {@code %s} for the value of a new column
     * @param otherwise what the port shows after the change of a row without the first value, or {@code !} and the reason
     *     why it is rejected; empty: the value
     */
    TableChange(String column, String property, String alteration, String otherwise) {
        this.column = column;
        this.property = property;
        this.alteration = alteration;
        this.otherwise = otherwise;
    }

    private static final class Contract {
        static final String NUMBER = "logicalType: integer, physicalType: int, required: true";
        static final String NUMBER_OR_DEFAULT =
                NUMBER + ", customProperties: [{property: millrace, value: {default: 42}}]";
        static final String TEXT = "logicalType: string, required: true";
        static final String INCOMPATIBLE_SCHEMA = "!incompatible-schema";
        static final String TYPE_MISMATCH = "!type-mismatch";
        static final String MISSING_VALUE = "!missing-value";
    }

    /** Of the table, its ports and its contract. */
    String table() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the contract's record. */
    String record() {
        return name().charAt(0) + table().substring(1);
    }

    String property() {
        return property;
    }

    String create() {
        return "CREATE TABLE " + table() + " (id int PRIMARY KEY, a " + column + ", shape text NOT NULL DEFAULT 'old');"
                + " CREATE TRIGGER note AFTER INSERT OR UPDATE ON " + table()
                + " FOR EACH ROW EXECUTE FUNCTION note()";
    }

    /** The change, in one transaction with a row of each shape. */
    String change(String newValue) {
        return "BEGIN; INSERT INTO " + table() + " (id) VALUES (-1); ALTER TABLE " + table() + " "
                + alteration.formatted(newValue) + "; ALTER TABLE " + table()
                + " ALTER shape SET DEFAULT 'new'; INSERT INTO " + table() + " (id) VALUES (-2); COMMIT";
    }

    /** What the port shows of a row that was written, or {@code !} and the reason why it does not. */
    String expected(String id, String a, String shape) {
        String shown = shape.equals("old") || a.equals(KEPT) || otherwise.isEmpty() ? a : otherwise;
        return shown.startsWith("!") ? shown : id + "|" + shown + "|" + shape;
    }
}
