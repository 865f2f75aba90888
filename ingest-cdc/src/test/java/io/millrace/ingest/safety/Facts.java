package io.millrace.ingest.safety;

import io.millrace.ingest.position.Evidence.Membership;
import io.millrace.ingest.safety.ServerFacts.HeldWal;
import io.millrace.ingest.safety.ServerFacts.Publication;
import io.millrace.ingest.safety.ServerFacts.Slot;
import io.millrace.ingest.safety.ServerFacts.Timeline;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a healthy database says, for tests that change one thing of it. */
final class Facts {
    static final Timeline FIRST = new Timeline(1, List.of());
    static final Membership MEMBERSHIP = new Membership(50, Map.of("public.a", 51L));
    static final Set<String> ALL = Set.of("insert", "update", "delete", "truncate");
    static final Publication PUBLICATION =
            new Publication(MEMBERSHIP, ALL, Map.of(), new Publication.Scope(false, true));

    private Facts() {}

    static Slot slot(long confirmed) {
        return slot("pgoutput", confirmed, Optional.empty());
    }

    static Slot slot(String plugin, long confirmed, Optional<String> lost) {
        return new Slot(
                plugin,
                5,
                confirmed,
                lost,
                Optional.of(4711),
                new HeldWal(10, 20, "reserved", OptionalLong.empty(), OptionalLong.empty()));
    }

    static ServerFacts server(
            String system, long database, String walLevel, long lsn, Timeline timeline, @Nullable Slot slot) {
        return new ServerFacts(
                system, database, walLevel, lsn, timeline, Optional.ofNullable(slot), Optional.of(PUBLICATION));
    }

    /** The same server with another publication, or none. */
    static ServerFacts publishing(@Nullable Publication publication) {
        ServerFacts server = server("sys", 5, "logical", 200, FIRST, slot(90));
        return new ServerFacts("sys", 5, "logical", 200, FIRST, server.slot(), Optional.ofNullable(publication));
    }
}
