package io.millrace.ingest.safety;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether captured tables still have the primary key that their records are keyed by. The log tells of a new one with
 * the first change behind it, if at all, and changes of a row must not lie under two keys.
 */
public final class KeyWatch {
    /** For any change that a source does not follow. */
    public static final String REPAIR = "undo the change; or run millrace lock and millrace validate, and start again"
            + " with the new lock: it says that the table is meant to be as it is";

    private final List<CapturedTable> tables;
    private final Map<String, List<String>> start;

    /** @param start primary keys as the run began, by table */
    public KeyWatch(SourceDescriptor source, Map<String, List<String>> start) {
        // A key that the source declares stays, whatever the table's is; it is checked with the table.
        this.tables = source.captured().stream()
                .filter(table -> table.key().isEmpty())
                .toList();
        this.start = Map.copyOf(start);
    }

    /**
     * Compares.
     *
     * @param now primary keys by table; a table without one is absent
     * @throws HaltException if one is another now, unless the table is locked with just that
     */
    public void look(Map<String, List<String>> now) {
        List<String> changed = new ArrayList<>();
        for (CapturedTable table : tables) {
            String name = table.qualifiedName();
            List<String> was = start.getOrDefault(name, List.of());
            List<String> is = now.getOrDefault(name, List.of());
            Optional<List<String>> meant = table.shape().map(TableShape::primaryKey);
            if (!was.equals(is) && !meant.equals(Optional.of(is))) {
                changed.add("table " + name + " has changed, which its source does not follow: the key was " + was
                        + " and is " + is);
            }
        }
        if (!changed.isEmpty()) {
            throw new HaltException(String.join("; ", changed), REPAIR);
        }
    }
}
