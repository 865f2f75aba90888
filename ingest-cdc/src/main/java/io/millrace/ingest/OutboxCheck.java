package io.millrace.ingest;

import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.OutboxShape;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.database.SourceSession;
import io.millrace.ingest.safety.Finding;
import io.millrace.ingest.safety.HaltException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether the live outbox table has the columns that its events are made of. */
final class OutboxCheck {
    private OutboxCheck() {}

    /**
     * Checks the outbox of a source, if it has one.
     *
     * @throws HaltException naming every column that is missing, may be null, or has another type than it must
     */
    static void check(SourceDescriptor source, SourceSession session) throws SQLException {
        Optional<Finding> finding = find(source, session);
        if (finding.isPresent()) {
            throw new HaltException(finding.get().found(), finding.get().repair());
        }
    }

    /** What {@link #check} refuses. A table that is not there is another check's business. */
    static Optional<Finding> find(SourceDescriptor source, SourceSession session) throws SQLException {
        if (source.outbox().isEmpty()) {
            return Optional.empty();
        }
        Outbox outbox = source.outbox().get();
        List<String> problems = session.shape(outbox.schema(), outbox.table())
                .map(shape -> OutboxShape.problems(outbox, shape))
                .orElse(List.of());
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "table " + outbox.qualifiedName() + " is not the outbox that source " + source.name()
                                + " declares: " + String.join(" ", problems),
                        "change the table, or outbox.columns in "
                                + outbox.location().file()));
    }
}
