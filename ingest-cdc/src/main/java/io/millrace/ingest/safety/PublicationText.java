package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Statements about a source's publication: run by ingestion where the role may, and shown to people where not. */
public final class PublicationText {
    private final String name;
    private final List<CapturedTable> captured;

    public PublicationText(SourceDescriptor source) {
        this.name = Sql.identifier(source.publication());
        this.captured = source.captured();
    }

    /** The tables it has to hold, as {@code schema.table}. */
    public Set<String> tables() {
        return captured.stream().map(CapturedTable::qualifiedName).collect(Collectors.toUnmodifiableSet());
    }

    public String create() {
        return "CREATE PUBLICATION " + name + " FOR TABLE " + list() + " WITH (publish_via_partition_root = true);";
    }

    /** Whole tables, and only these. */
    public String set() {
        return "ALTER PUBLICATION " + name + " SET TABLE " + list() + ";";
    }

    public String sendAll() {
        return "ALTER PUBLICATION " + name + " SET (publish = 'insert, update, delete, truncate');";
    }

    public String drop() {
        return "DROP PUBLICATION IF EXISTS " + name + ";";
    }

    private String list() {
        return captured.stream().map(Sql::qualified).collect(Collectors.joining(", "));
    }
}
