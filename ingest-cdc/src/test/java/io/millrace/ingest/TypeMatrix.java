package io.millrace.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The golden tables of PostgreSQL's types: {@code types/matrix.txt} and {@code types/refused.txt}. */
final class TypeMatrix {
    private static final Path FOLDER = Path.of("src", "test", "resources", "types");

    private TypeMatrix() {}

    /**
     * A value of a type.
     *
     * @param id of its row
     * @param type as in {@code CREATE TABLE}
     * @param column whose type it is
     * @param literal without quotes
     * @param form Avro type of the column before nullability
     * @param value what a record has, or {@code omitted: <reason>}
     */
    record Case(int id, String type, String column, String literal, String form, String value) {
        String insert(String table) {
            return "INSERT INTO " + table + " (id, " + column + ") VALUES (" + id + ", '" + literal.replace("'", "''")
                    + "')";
        }

        @Override
        public String toString() {
            return type + " " + literal;
        }
    }

    static List<Case> cases() throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("matrix.txt"))) {
            String[] parts = line.split(" \\| ", -1);
            if (!line.startsWith("#") && isThere(parts, 4)) {
                String column = columns.computeIfAbsent(parts[0], type -> "c" + columns.size());
                cases.add(new Case(cases.size() + 1, parts[0], column, parts[1], parts[2], parts[3]));
            }
        }
        return cases;
    }

    /** Types that cannot be captured. */
    static List<String> refused() throws IOException {
        return Files.readAllLines(FOLDER.resolve("refused.txt")).stream()
                .map(line -> line.split(" \\| ", -1))
                .filter(parts -> isThere(parts, 1))
                .map(parts -> parts[0])
                .toList();
    }

    /** Whether the server that is tested has it: the last part is the first version that does. */
    private static boolean isThere(String[] parts, int at) {
        return parts.length <= at || Integer.parseInt(parts[at]) <= TestPlatform.version();
    }

    /** What the types need, in a database whose sessions write values in other ways than Millrace reads them. */
    static String preamble() {
        return """
                DO $$ BEGIN
                  EXECUTE format('ALTER DATABASE %I SET IntervalStyle = sql_standard', current_database());
                  EXECUTE format('ALTER DATABASE %I SET bytea_output = escape', current_database());
                  EXECUTE format('ALTER DATABASE %I SET extra_float_digits = -5', current_database());
                END $$;
                CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree;
                CREATE TYPE mood AS ENUM ('sad', 'fine');
                CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
                CREATE DOMAIN price AS numeric(12, 2);
                CREATE DOMAIN day AS date;
                CREATE DOMAIN span AS interval;
                CREATE DOMAIN email AS citext CHECK (VALUE LIKE '%@%');
                CREATE DOMAIN word AS text;
                CREATE DOMAIN number AS uuid;
                CREATE DOMAIN words AS text[];
                CREATE DOMAIN tags AS hstore;
                CREATE DOMAIN places AS inet[];
                CREATE TYPE address AS (street text, number integer);
                """;
    }

    /** A table with a column of each type, all of them nullable. */
    static String table(String name, Map<String, String> typeByColumn) {
        var ddl = new StringBuilder("CREATE TABLE " + name + " (id integer PRIMARY KEY, touched integer");
        typeByColumn.forEach(
                (column, type) -> ddl.append(", ").append(column).append(' ').append(type));
        return ddl.append(");").toString();
    }
}
