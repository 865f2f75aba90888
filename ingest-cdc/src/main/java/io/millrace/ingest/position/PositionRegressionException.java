package io.millrace.ingest.position;

/** The database sent a change from before the last one within one session. The message holds positions only. */
public final class PositionRegressionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PositionRegressionException(ChangePosition before, ChangePosition after) {
        super("change at " + after + " came after the one at " + before + " in one replication session");
    }
}
