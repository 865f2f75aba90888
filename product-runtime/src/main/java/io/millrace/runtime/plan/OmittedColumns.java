package io.millrace.runtime.plan;

import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import io.millrace.runtime.structure.Layout;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that ingestion left out of a change record, because they have no form or are too large. The header names
 * them as {@code after.<column>:<reason>}, joined by commas; in the record stands null or something empty, which is no
 * value.
 */
final class OmittedColumns {
    /** Header of raw records; absent where nothing was left out. */
    static final String HEADER = "mr-omitted";

    private final Set<String> after = new HashSet<>();
    private final Set<String> onDelete = new HashSet<>();
    private final Set<String> before;

    /**
     * @param layout what the contracts read
     * @param before columns that are read from the row before the change, whatever the change is
     */
    OmittedColumns(Layout layout, Set<String> before) {
        this.before = before;
        for (int slot = 0; slot < layout.size(); slot++) {
            var path = layout.path(slot);
            if (path.size() > 1 && path.get(0).equals("after")) {
                after.add(path.get(1));
            } else if (path.size() > 1 && path.get(0).equals("before")) {
                onDelete.add(path.get(1));
            }
        }
    }

    /** Why a change is rejected; empty where nobody reads what was left out. */
    Optional<Outcome.Rejected> judge(byte[] header, Operation operation) {
        for (String entry : new String(header, StandardCharsets.UTF_8).split(",", -1)) {
            int colon = entry.lastIndexOf(':');
            String column = colon < 0 ? entry : entry.substring(0, colon);
            if (isRead(column, operation)) {
                return Optional.of(new Outcome.Rejected(reason(entry.substring(colon + 1)), column));
            }
        }
        return Optional.empty();
    }

    private boolean isRead(String column, Operation operation) {
        if (column.startsWith("after.")) {
            return after.contains(column.substring("after.".length()));
        }
        Set<String> read = operation == Operation.DELETE ? onDelete : before;
        return column.startsWith("before.") && read.contains(column.substring("before.".length()));
    }

    private static RejectReason reason(String code) {
        return switch (code) {
            case "too-large" -> RejectReason.OVERSIZE;
            case "not-logged" -> RejectReason.VALUE_UNAVAILABLE;
            default -> RejectReason.TYPE_MISMATCH;
        };
    }
}
