package io.millrace.contracts.product;

import java.time.Duration;
import java.util.Optional;

/** What "the same event" means for an input port. */
public sealed interface Identity {

    /** Change events of one captured database: the position in its log. */
    record Position() implements Identity {}

    /**
     * Domain events: an id seen before within the window is the same event.
     *
     * @param path the field that holds the id; empty for CloudEvents, whose {@code source} and {@code id} it is
     * @param window how long an id is remembered
     */
    record EventId(Optional<FieldPath> path, Duration window) implements Identity {}

    /**
     * Entities that carry a version or an updated-at time: per record key, only what is newer than everything before.
     *
     * @param path the field that holds the version
     * @param type how versions compare
     */
    record LatestVersion(FieldPath path, VersionType type) implements Identity {}

    /** What a version is. */
    enum VersionType {
        /** A 64-bit integer. */
        INTEGER,
        /** A date or timestamp, compared in microseconds. */
        TIME
    }

    /** Every record is a new event. */
    record None() implements Identity {}
}
