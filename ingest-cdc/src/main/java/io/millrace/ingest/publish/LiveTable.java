package io.millrace.ingest.publish;

import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import io.millrace.ingest.safety.HaltException;
import java.util.Optional;

/** A captured table as its database has it now, asked when its records change. */
@FunctionalInterface
public interface LiveTable {
    /**
     * Checks a table again.
     *
     * @return its columns; empty where it is gone
     * @throws HaltException if it cannot be captured as it is
     */
    Optional<TableShape> check(CapturedTable table);
}
