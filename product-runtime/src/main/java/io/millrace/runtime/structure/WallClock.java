package io.millrace.runtime.structure;

import io.millrace.runtime.record.Cell;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * The instant that a wall clock in a zone means. Where the clock was put back, an hour stands twice: the first is meant.
 * Where it was put forward, a time in the gap is as long after the change as it is after the gap's start.
 */
final class WallClock {
    private final ZoneRules rules;
    private final long perSecond;

    /** @param perSecond units of the cell's number in a second */
    WallClock(ZoneId zone, long perSecond) {
        this.rules = zone.getRules();
        this.perSecond = perSecond;
    }

    /** Turns the clock's time in the cell, counted as if in UTC, into an instant; false where it is out of range. */
    boolean toInstant(Cell cell) {
        long local = cell.number();
        ZoneOffset offset = rules.isFixedOffset()
                ? rules.getOffset(java.time.Instant.EPOCH)
                : rules.getOffset(LocalDateTime.ofEpochSecond(Math.floorDiv(local, perSecond), 0, ZoneOffset.UTC));
        long shift = offset.getTotalSeconds() * perSecond;
        long instant = local - shift;
        cell.setNumber(instant);
        return ((local ^ shift) & (local ^ instant)) >= 0;
    }
}
