package io.millrace.ingest.position;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What tells at the next start whether it is still the same log, sent through the same publication.
 *
 * @param timeline of the log; 0 if unknown
 * @param publication as last seen; none before the first look
 * @param next first event behind the resume point; none if nothing came since
 */
public record Evidence(
        int timeline,
        @Nullable Membership publication,
        @Nullable Landmark next) {
    /** Nothing is known, as in records of earlier versions. */
    public static final Evidence NONE = new Evidence(0, null, null);

    public Evidence withTimeline(int newTimeline) {
        return new Evidence(newTimeline, publication, next);
    }

    public Evidence withPublication(@Nullable Membership seen) {
        return seen == null ? this : new Evidence(timeline, seen, next);
    }

    public Evidence withNext(@Nullable Landmark landmark) {
        return new Evidence(timeline, publication, landmark);
    }

    /**
     * Who belongs to a publication since when. A table that is taken out and put in again is the same by name, but what
     * was changed in between is never sent; its membership has another number.
     *
     * @param oid of the publication
     * @param tables oid of each membership by {@code schema.table}; 0 where the table belongs to it by its schema, or
     *     since all tables do
     */
    public record Membership(long oid, Map<String, Long> tables) {
        public Membership {
            tables = Map.copyOf(tables);
        }

        /** The first of the given tables, by name, whose membership is another one than before. */
        public Optional<String> renewed(Membership before, Iterable<String> names) {
            for (String name : names) {
                Long then = before.tables.get(name);
                Long now = tables.get(name);
                if (then != null && now != null && (oid != before.oid || !then.equals(now))) {
                    return Optional.of(name);
                }
            }
            return Optional.empty();
        }

        @Override
        public String toString() {
            return oid + " " + new TreeMap<>(tables);
        }
    }
}
