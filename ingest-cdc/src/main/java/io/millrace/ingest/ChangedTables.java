package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.database.SourceSession;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which captured tables look other than when the source was locked. */
final class ChangedTables {
    private ChangedTables() {}

    /** By table, in words; tables that are not locked or not there are left out. */
    static Map<String, String> of(SourceDescriptor source, SourceSession session) throws SQLException {
        Map<String, String> changed = new LinkedHashMap<>();
        for (CapturedTable table : source.captured()) {
            Optional<TableShape> now =
                    table.shape().isEmpty() ? Optional.empty() : session.shape(table.schema(), table.table());
            if (now.isPresent()) {
                List<String> differences = LiveTables.differences(table.shape().orElseThrow(), now.get());
                if (!differences.isEmpty()) {
                    changed.put(table.qualifiedName(), String.join("; ", differences));
                }
            }
        }
        return changed;
    }
}
