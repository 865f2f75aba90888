package io.millrace.ingest.postgres;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.util.Collection;
import java.util.stream.Collectors;

/** SQL that names things which no parameter can hold; also shown to people, who run it themselves. */
final class Statements {
    private Statements() {}

    /** Makes a publication, or sets the tables of one that exists. */
    static String publish(String publication, boolean create, Collection<CapturedTable> tables) {
        String names = tables.stream().map(Statements::name).collect(Collectors.joining(", "));
        return create
                ? "CREATE PUBLICATION " + identifier(publication) + " FOR TABLE " + names
                : "ALTER PUBLICATION " + identifier(publication) + " SET TABLE " + names;
    }

    static String name(CapturedTable table) {
        return identifier(table.schema()) + "." + identifier(table.table());
    }

    /** Quoted where it has to be. */
    static String identifier(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
