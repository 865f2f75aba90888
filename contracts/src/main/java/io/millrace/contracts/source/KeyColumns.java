package io.millrace.contracts.source;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code tables[].key}. */
final class KeyColumns {
    /** Debezium takes these names as patterns in a list, so what would act as one is refused. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Problems problems;

    KeyColumns(Problems problems) {
        this.problems = problems;
    }

    /** The columns in the order written; none where the primary key is the key. */
    List<String> read(Fields entry, Optional<String> table) {
        Optional<Place> key = entry.key("key");
        if (key.isEmpty()) {
            return List.of();
        }
        Set<String> columns = new LinkedHashSet<>();
        List<Sited<String>> written = entry.texts("key");
        for (Sited<String> column : written) {
            if (!PLAIN.matcher(column.value()).matches()) {
                problems.error(
                        column.at(),
                        "'" + column.value() + "' cannot be a key column: letters, digits and underscores only. Rename"
                                + " the column, or give the table a primary key.");
            } else if (!columns.add(column.value())) {
                problems.error(column.at(), "Column '" + column.value() + "' stands twice in the key.");
            }
        }
        if (written.isEmpty() && entry.items("key").isEmpty()) {
            problems.error(
                    key.get(),
                    "'key' names the columns of a unique index. Remove it where the primary key is the key.");
        }
        table.filter(name -> name.indexOf('.') > 0)
                .filter(name -> !List.of(name.split("\\.")).stream()
                        .allMatch(part -> PLAIN.matcher(part).matches()))
                .ifPresent(name -> problems.error(
                        key.get(),
                        "'key' needs a table whose schema and name are letters, digits and underscores. Rename '" + name
                                + "', or give it a primary key."));
        return List.copyOf(columns);
    }
}
