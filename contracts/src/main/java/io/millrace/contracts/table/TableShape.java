package io.millrace.contracts.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The columns of a captured table as its database had them when the source was locked: the contract that the table
 * implies.
 *
 * @param columns in the order of the table
 * @param primaryKey columns of the primary key, in its order; empty where there is none
 * @param replicaIdentity what the database logs of a row before it changed or went
 */
public record TableShape(List<Column> columns, List<String> primaryKey, ReplicaIdentity replicaIdentity) {
    private static final int FINGERPRINT_BYTES = 8;

    public TableShape {
        columns = List.copyOf(columns);
        primaryKey = List.copyOf(primaryKey);
    }

    /**
     * One column.
     *
     * @param name as in the database
     * @param type as PostgreSQL's {@code format_type} writes it, such as {@code numeric(12,2)}; of a domain the type
     *     below it; an enumeration is {@code enum <name>}
     * @param nullable whether it may be null
     * @param generated whether the database computes it; such columns are not in the log
     */
    public record Column(String name, String type, boolean nullable, boolean generated) {
        private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_]");

        /** Name in change events: characters that Avro does not allow are underscores. */
        public String fieldName() {
            String legal = ILLEGAL.matcher(name).replaceAll("_");
            return legal.isEmpty() || Character.isDigit(legal.charAt(0)) ? "_" + legal : legal;
        }
    }

    /** PostgreSQL's {@code REPLICA IDENTITY}. */
    public enum ReplicaIdentity {
        /** The primary key. */
        DEFAULT,
        /** The whole row. */
        FULL,
        /** Nothing. */
        NOTHING,
        /** The columns of some unique index. */
        INDEX
    }

    /** The column that change events have under a name. */
    public Optional<Column> column(String fieldName) {
        return columns.stream()
                .filter(column -> column.fieldName().equals(fieldName))
                .findFirst();
    }

    /** The same table without some columns, by their names in the database. */
    public TableShape without(Collection<String> names) {
        return new TableShape(
                columns.stream()
                        .filter(column -> !names.contains(column.name()))
                        .toList(),
                primaryKey,
                replicaIdentity);
    }

    /** The columns that change events have: all but the generated ones. */
    public List<Column> logged() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    /** The same columns under another key. */
    public TableShape withKey(List<String> key) {
        return new TableShape(columns, key, replicaIdentity);
    }

    /** Sixteen hexadecimal digits that differ where anything of the shape differs. */
    public String fingerprint() {
        StringBuilder text = new StringBuilder();
        columns.forEach(column -> text.append(column.name())
                .append('\0')
                .append(column.type())
                .append('\0')
                .append(column.nullable())
                .append(column.generated())
                .append('\n'));
        text.append(String.join("\0", primaryKey)).append('\n').append(replicaIdentity);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
