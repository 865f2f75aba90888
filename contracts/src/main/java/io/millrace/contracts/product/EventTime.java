package io.millrace.contracts.product;

import java.time.Duration;
import java.util.Optional;

/**
 * Bounds on an event's own time, measured against the record's broker time (never the wall clock, or a replay would
 * reject everything).
 *
 * @param path the field that holds the time
 * @param maxAge older than this is late, if set
 * @param maxAhead further ahead than this is in the future, if set
 * @param onViolation {@link OnViolation#REJECT} or {@link OnViolation#FLAG}
 */
public record EventTime(
        FieldPath path, Optional<Duration> maxAge, Optional<Duration> maxAhead, OnViolation onViolation) {

    /** Whether no record passes whose time in this field lies further ahead than a bound. */
    public boolean rejectsAhead(FieldPath field) {
        return path.equals(field) && maxAhead.isPresent() && onViolation == OnViolation.REJECT;
    }
}
