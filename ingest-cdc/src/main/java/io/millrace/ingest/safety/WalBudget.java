package io.millrace.ingest.safety;

import io.millrace.ingest.safety.ServerFacts.HeldWal;
import java.util.OptionalLong;

/**
 * How much of the log may be held back for a source, and how much is. Over the server's own limit the slot is
 * invalidated, and without any limit the disk of the database fills up; both are told before they happen.
 *
 * @param held what the server says
 * @param declared {@code walBudget} of the source, bytes
 */
public record WalBudget(HeldWal held, OptionalLong declared) {
    private static final double WARN_AT = 0.5;

    /** How urgent it is, from bad to worse. */
    public enum Level {
        /** Under half of the budget, or there is none. */
        OK,
        /** Half of the budget is held back. */
        WARNING,
        /** All of it, or the server is about to delete what the slot needs. */
        SPENT
    }

    /** The lower of what the source declares and what the server allows; none where neither says. */
    public OptionalLong bytes() {
        if (declared.isPresent() && held.keepBytes().isPresent()) {
            return OptionalLong.of(
                    Math.min(declared.getAsLong(), held.keepBytes().getAsLong()));
        }
        return declared.isPresent() ? declared : held.keepBytes();
    }

    /** Held back as a share of the budget; not a number where there is none. */
    public double share() {
        OptionalLong budget = bytes();
        return budget.isPresent() ? (double) held.heldBytes() / Math.max(1, budget.getAsLong()) : Double.NaN;
    }

    public Level level() {
        if (held.status().equals("unreserved") || held.status().equals("lost") || share() >= 1) {
            return Level.SPENT;
        }
        return share() >= WARN_AT ? Level.WARNING : Level.OK;
    }
}
