package io.millrace.testkit;

import io.millrace.testkit.TableDefinition.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code CREATE TABLE} statements of an SQL script, so that a case shows the table as its team wrote it. Names,
 * types, NOT NULL and PRIMARY KEY count; other statements and constraints are passed over.
 */
final class SqlTables {
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CREATE_TABLE = Pattern.compile(
            "create\\s+table\\s+(?:if\\s+not\\s+exists\\s+)?([\\w.\"]+)\\s*\\(", Pattern.CASE_INSENSITIVE);
    private static final Pattern TABLE_KEY =
            Pattern.compile("(?:constraint\\s+\\S+\\s+)?primary\\s+key\\s*\\((.*)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_CONSTRAINT =
            Pattern.compile("(?:constraint|foreign\\s+key|unique|check|exclude)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN = Pattern.compile(
            "(\\w+|\"[^\"]+\")\\s+(.*?)(?:\\s+(?:(not\\s+null|primary\\s+key|null|default|references|unique|check"
                    + "|generated|collate|constraint)\\b.*))?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NOT_NULL = Pattern.compile("\\bnot\\s+null\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern COLUMN_KEY = Pattern.compile("\\bprimary\\s+key\\b", Pattern.CASE_INSENSITIVE);

    private SqlTables() {}

    /**
     * The tables of a script by {@code <schema>.<table>}; a name without schema is in {@code public}.
     *
     * @throws IllegalArgumentException naming table and column that cannot be read
     */
    static Map<String, TableDefinition> read(String script) {
        String sql = COMMENT.matcher(script).replaceAll(" ");
        Map<String, TableDefinition> tables = new LinkedHashMap<>();
        Matcher create = CREATE_TABLE.matcher(sql);
        while (create.find()) {
            String name = unquoted(create.group(1));
            String qualified = name.contains(".") ? name : "public." + name;
            tables.put(qualified, table(qualified, elements(sql, create.end())));
        }
        return tables;
    }

    private static TableDefinition table(String name, List<String> elements) {
        List<Column> columns = new ArrayList<>();
        List<String> key = new ArrayList<>();
        for (String element : elements) {
            Matcher tableKey = TABLE_KEY.matcher(element);
            if (tableKey.matches()) {
                for (String column : tableKey.group(1).split(",", -1)) {
                    key.add(unquoted(column.trim()));
                }
            } else if (!OTHER_CONSTRAINT.matcher(element).matches()) {
                columns.add(column(name, element, key));
            }
        }
        List<Column> keyed = columns.stream()
                .map(column -> key.contains(column.name()) ? new Column(column.name(), column.type(), false) : column)
                .toList();
        return new TableDefinition(name, keyed, key);
    }

    private static Column column(String table, String element, List<String> key) {
        Matcher matcher = COLUMN.matcher(element);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("table " + table + ": cannot read the column '" + element + "'");
        }
        String name = unquoted(matcher.group(1));
        if (COLUMN_KEY.matcher(element).find()) {
            key.add(name);
        }
        try {
            return new Column(
                    name,
                    ColumnType.of(matcher.group(2)),
                    !NOT_NULL.matcher(element).find());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("table " + table + ", column " + name + ": " + e.getMessage(), e);
        }
    }

    /** The comma-separated elements from behind an opening parenthesis to its closing one. */
    private static List<String> elements(String sql, int start) {
        List<String> elements = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = start;
        for (int at = start; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && (c == ',' || c == ')') && depth == 0) {
                elements.add(sql.substring(from, at).trim());
                from = at + 1;
                if (c == ')') {
                    return elements;
                }
            } else if (!quoted && c == ')') {
                depth--;
            }
        }
        throw new IllegalArgumentException("a CREATE TABLE is not closed: no ')' matches its '('");
    }

    private static String unquoted(String name) {
        String plain = name.replace("\"", "");
        return plain.equals(name) ? name.toLowerCase(Locale.ROOT) : plain;
    }
}
