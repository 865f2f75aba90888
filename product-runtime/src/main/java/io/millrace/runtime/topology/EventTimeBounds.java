package io.millrace.runtime.topology;

import io.millrace.contracts.product.EventTime;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.plan.RecordPlan;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Measures an event's own time against the record's broker time, never the wall clock: a replay must agree. */
final class EventTimeBounds {
    private final long maxAge;
    private final long maxAhead;
    private final boolean flags;
    private final Outcome.@Nullable Rejected late;
    private final Outcome.@Nullable Rejected ahead;

    EventTimeBounds(Optional<EventTime> declared) {
        maxAge = millis(declared.flatMap(EventTime::maxAge));
        maxAhead = millis(declared.flatMap(EventTime::maxAhead));
        flags = declared.map(bounds -> bounds.onViolation() == OnViolation.FLAG).orElse(false);
        String element = declared.map(bounds -> bounds.path().toString()).orElse("");
        late = new Outcome.Rejected(RejectReason.TOO_LATE, element);
        ahead = new Outcome.Rejected(RejectReason.IN_THE_FUTURE, element);
    }

    private static long millis(Optional<Duration> bound) {
        return bound.map(Duration::toMillis).orElse(Long.MAX_VALUE);
    }

    /** What is wrong with the event's time, or null. */
    Outcome.@Nullable Rejected judge(long eventMillis, long brokerMillis) {
        if (eventMillis == RecordPlan.NO_TIME) {
            return null;
        }
        if (eventMillis < brokerMillis - maxAge && maxAge != Long.MAX_VALUE) {
            return late;
        }
        return maxAhead != Long.MAX_VALUE && eventMillis > brokerMillis + maxAhead ? ahead : null;
    }

    /** Whether a violation only flags. */
    boolean flags() {
        return flags;
    }
}
