package io.millrace.ingest.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.Shop;
import io.millrace.ingest.position.Evidence;
import io.millrace.ingest.position.Evidence.Membership;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.safety.ServerFacts.Publication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunningChecksTest {
    private static final SourceDescriptor SOURCE = Shop.descriptor("shop", List.of("a"));
    private static final ResumePoint AT = new ResumePoint(100, 100, null, null);
    private static final Landmark NEXT = new Landmark(110, 7, 99L, "public.a");
    private static final IngestOffset START = new IngestOffset(
            1,
            1,
            "sys",
            5,
            List.of("public.a"),
            AT,
            null,
            Evidence.NONE.withTimeline(1).withPublication(Facts.MEMBERSHIP).withNext(NEXT));

    private final RunningChecks checks = new RunningChecks(SOURCE, START);

    @Test
    void shouldSayNothingOfAHealthySource() {
        ServerFacts wider = Facts.publishing(new Publication(
                new Membership(50, Map.of("public.a", 51L, "public.b", 60L)),
                Facts.ALL,
                Map.of(),
                new Publication.Scope(false, true)));
        assertThatCode(() -> {
                    checks.look(AT, AT, Facts.publishing(Facts.PUBLICATION));
                    checks.look(AT, AT, wider);
                })
                .doesNotThrowAnyException();
        assertThat(checks.publication()).isNotNull();
    }

    @Test
    void shouldHaltOnceTheSlotIsGoneLostOrMoved() {
        assertHalt(server(200, null), "slot shop is gone", "millrace ingest resnapshot <mesh> shop --execute");
        assertHalt(
                Facts.server(
                        "sys", 5, "logical", 200, Facts.FIRST, Facts.slot("pgoutput", 90, Optional.of("idle_timeout"))),
                "invalidated (idle_timeout)",
                "new snapshot");
        assertHalt(
                Facts.server("sys", 5, "logical", 200, Facts.FIRST, Facts.slot(101)), "was moved to 0/65", "snapshot");
    }

    @Test
    void shouldHaltOnceTheServerIsAnotherOrWentBack() {
        assertHalt(
                Facts.server("other", 5, "logical", 200, Facts.FIRST, Facts.slot(90)),
                "this one has other",
                "point the source");
        assertHalt(Facts.server("sys", 6, "logical", 200, Facts.FIRST, Facts.slot(90)), "made anew", "new snapshot");
        assertHalt(
                Facts.server("sys", 5, "logical", 99, Facts.FIRST, Facts.slot(90)),
                "restored from a backup",
                "resnapshot");
    }

    @Test
    void shouldHaltOnceThePublicationSendsLess() {
        assertHalt(
                Facts.publishing(null),
                "publication shop_pub is gone",
                "CREATE PUBLICATION shop_pub FOR TABLE public.a");
        assertHalt(
                published(new Membership(50, Map.of()), Facts.ALL, Map.of()),
                "does not hold public.a",
                "ALTER PUBLICATION shop_pub ADD TABLE public.a;");
        assertHalt(
                Facts.publishing(new Publication(
                        new Membership(50, Map.of()), Facts.ALL, Map.of(), new Publication.Scope(false, false))),
                "does not hold public.a",
                "SET (publish_via_partition_root = true); ALTER PUBLICATION shop_pub SET TABLE public.a;");
        assertHalt(
                Facts.publishing(new Publication(
                        new Membership(50, Map.of()), Facts.ALL, Map.of(), new Publication.Scope(true, false))),
                "does not hold public.a",
                "ALTER PUBLICATION shop_pub SET (publish_via_partition_root = true); Then");
        assertHalt(
                published(Facts.MEMBERSHIP, Set.of("insert", "update"), Map.of()),
                "does not send delete, truncate",
                "SET (publish = 'insert, update, delete, truncate')");
        assertHalt(
                published(Facts.MEMBERSHIP, Facts.ALL, Map.of("public.a", "a row filter")),
                "sends table public.a only in part (a row filter)",
                "DROP TABLE public.a;");
    }

    @Test
    void shouldHaltWhereATableWasOutOfThePublicationForAWhile() {
        assertHalt(
                published(new Membership(50, Map.of("public.a", 52L)), Facts.ALL, Map.of()),
                "taken out of publication shop_pub and put in again",
                "new snapshot");
        assertHalt(
                published(new Membership(49, Map.of("public.a", 51L)), Facts.ALL, Map.of()),
                "taken out of publication",
                "new snapshot");
    }

    @Test
    void shouldWaitForASlotAndAPublicationThatASnapshotHasYetToMake() {
        var fresh = new RunningChecks(SOURCE, START.with(null, null).with(Evidence.NONE));
        ServerFacts nothing =
                new ServerFacts("sys", 5, "logical", 200, Facts.FIRST, Optional.empty(), Optional.empty());
        assertThatCode(() -> fresh.look(null, null, nothing)).doesNotThrowAnyException();
        fresh.look(null, AT, Facts.publishing(Facts.PUBLICATION));
        var halt = catchThrowableOfType(HaltException.class, () -> fresh.look(AT, AT, nothing));
        assertThat(halt.found()).contains("slot shop is gone");
    }

    @Test
    void shouldKnowItsLogByTheFirstEventThatComes() {
        assertThatCode(() -> RunningChecks.first(SOURCE, START, NEXT)).doesNotThrowAnyException();
        for (Landmark other : List.of(
                new Landmark(111, 7, 99L, "public.a"),
                new Landmark(110, 8, 99L, "public.a"),
                new Landmark(110, 7, 98L, "public.a"))) {
            var halt = catchThrowableOfType(HaltException.class, () -> RunningChecks.first(SOURCE, START, other));
            assertThat(halt.found()).contains("expected transaction 7 at 0/6E", "restored from a backup");
            assertThat(halt.repair()).contains("new snapshot");
        }
    }

    private void assertHalt(ServerFacts now, String cause, String repair) {
        var halt = catchThrowableOfType(HaltException.class, () -> checks.look(AT, AT, now));
        assertThat(halt).isNotNull();
        assertThat(halt.found()).contains(cause);
        assertThat(halt.repair()).contains(repair);
    }

    private static ServerFacts server(long lsn, ServerFacts.@Nullable Slot slot) {
        return Facts.server("sys", 5, "logical", lsn, Facts.FIRST, slot);
    }

    private static ServerFacts published(Membership membership, Set<String> operations, Map<String, String> partial) {
        return Facts.publishing(new Publication(membership, operations, partial, new Publication.Scope(false, true)));
    }
}
