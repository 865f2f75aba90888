package io.millrace.ingest.database;

import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.position.SnapshotBoundary;

/**
 * Where a stream begins, and what was committed at that very point: what came before is a snapshot's to read, what comes
 * after is in the stream, and nothing is in both.
 *
 * @param resume where the stream begins
 * @param boundary what the snapshot reads
 */
public record StreamStart(ResumePoint resume, SnapshotBoundary boundary) {}
