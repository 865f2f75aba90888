package io.millrace.tests.change;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A table of its own for each change of a definition, and what the documentation says of it. Every table has a key, a
 * column {@code a} that the contract reads, and a column {@code shape} whose default changes in the same transaction: a
 * row tells by itself whether it was written before the change or after.
 */
enum TableChange {
    /** With a value that no contract reads. */
    ADDED("int DEFAULT 7", Contract.PLAIN, List.of("ADD secret text DEFAULT '%s'"), a -> a),
    DEFAULTED("int DEFAULT 7", Contract.DEFAULTED, List.of("DROP a"), a -> "42"),
    /** What is rejected holds a value that nobody reads. */
    DROPPED(
            "int DEFAULT 7",
            Contract.PLAIN,
            List.of("DROP a, ADD secret text DEFAULT '%s'"),
            a -> Verdict.INCOMPATIBLE_SCHEMA),
    RENAMED("int DEFAULT 7", Contract.PLAIN, List.of("RENAME a TO z"), a -> Verdict.INCOMPATIBLE_SCHEMA),
    WIDENED("int DEFAULT 7", Contract.PLAIN, List.of("ALTER a TYPE bigint"), a -> a),
    OVERFLOWN(
            "int DEFAULT 7",
            Contract.PLAIN,
            List.of("ALTER a TYPE bigint, ALTER a SET DEFAULT 3000000000"),
            a -> a.equals("7") ? a : Verdict.TYPE_MISMATCH),
    NARROWED("bigint DEFAULT 7", Contract.PLAIN, List.of("ALTER a TYPE smallint"), a -> a),
    SHORTENED("text DEFAULT 'abc'", Contract.TEXT, List.of("ALTER a TYPE varchar(3)"), a -> a),
    RETYPED(
            "int DEFAULT 7",
            Contract.PLAIN,
            List.of("ALTER a DROP DEFAULT, ALTER a TYPE text, ALTER a SET DEFAULT 'seven'"),
            a -> a.equals("7") ? a : Verdict.TYPE_MISMATCH),
    CONVERTED(
            "int DEFAULT 7",
            Contract.PLAIN,
            List.of("ALTER a DROP DEFAULT, ALTER a TYPE boolean USING a > 0, ALTER a SET DEFAULT true"),
            a -> Verdict.INCOMPATIBLE_SCHEMA),
    NULLABLE(
            "int NOT NULL DEFAULT 7",
            Contract.PLAIN,
            List.of("ALTER a DROP NOT NULL, ALTER a SET DEFAULT NULL"),
            a -> a.equals("null") ? Verdict.MISSING_VALUE : a);

    private final String column;
    private final String property;
    private final List<String> alterations;
    private final UnaryOperator<String> verdict;

    /**
     * Takes a case.
     *
     * @param column type and default of {@code a} at first
     * @param property the rest of {@code a} in the contract
     * @param alterations of the table, with {@code %s} for the value of a new column
     * @param verdict for a value of {@code a} after the change: what the port shows, or a reason
     */
    TableChange(String column, String property, List<String> alterations, UnaryOperator<String> verdict) {
        this.column = column;
        this.property = property;
        this.alterations = alterations;
        this.verdict = verdict;
    }

    private static final class Contract {
        static final String PLAIN = "logicalType: integer, physicalType: int, required: true";
        static final String DEFAULTED = PLAIN + ", customProperties: [{property: millrace, value: {default: 42}}]";
        static final String TEXT = "logicalType: string, required: true";
    }

    private static final class Verdict {
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
        var sql = new StringBuilder("BEGIN; INSERT INTO " + table() + " (id) VALUES (-1);");
        for (String alteration : alterations) {
            sql.append(" ALTER TABLE ")
                    .append(table())
                    .append(' ')
                    .append(alteration.formatted(newValue))
                    .append(';');
        }
        return sql + " ALTER TABLE " + table() + " ALTER shape SET DEFAULT 'new'; INSERT INTO " + table()
                + " (id) VALUES (-2); COMMIT";
    }

    /** What the port shows of a row that was written, or {@code !} and the reason why it does not. */
    String expected(String id, String a, String shape) {
        String shown = shape.equals("old") ? a : verdict.apply(a);
        return shown.startsWith("!") ? shown : id + "|" + shown + "|" + shape;
    }
}
