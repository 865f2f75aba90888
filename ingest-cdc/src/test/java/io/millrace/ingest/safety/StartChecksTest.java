package io.millrace.ingest.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.contracts.source.CaptureRules;
import io.millrace.contracts.source.CaptureRules.OnSchemaChange;
import io.millrace.contracts.source.CaptureRules.OnTruncate;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.ingest.Shop;
import io.millrace.ingest.position.Evidence;
import io.millrace.ingest.position.IngestOffset;
import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.ResumePoint;
import io.millrace.ingest.safety.ServerFacts.Ancestor;
import io.millrace.ingest.safety.ServerFacts.Slot;
import io.millrace.ingest.safety.ServerFacts.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StartChecksTest {
    private static final List<String> TABLES = List.of("public.a");
    private static final Slot SLOT = Facts.slot(90);
    private static final Evidence FIRST = Evidence.NONE.withTimeline(1);
    private static final IngestOffset KNOWN = new IngestOffset(
            1,
            1,
            "sys",
            5,
            TABLES,
            new ResumePoint(100, 100, null, null),
            null,
            FIRST.withPublication(Facts.MEMBERSHIP).withNext(new Landmark(110, 7, 99L, "")));

    private final StartChecks checks = new StartChecks(Shop.descriptor("shop", List.of("a")));

    @Test
    void shouldTakeASnapshotAtTheFirstStart() {
        assertThat(checks.decide(Optional.empty(), server(200, null), 77))
                .isEqualTo(
                        new StartPlan.Snapshot(new IngestOffset(77, 77, "sys", 5, TABLES, null, null, FIRST), false));
    }

    @Test
    void shouldReadOnWhereItStopped() {
        assertThat(checks.decide(Optional.of(KNOWN), server(200, SLOT), 77)).isEqualTo(new StartPlan.Resume(KNOWN));
    }

    @Test
    void shouldStartAnUnfinishedSnapshotOverWithoutItsSlot() {
        StartPlan plan = checks.decide(Optional.of(KNOWN.with(null, null)), server(200, SLOT), 77);
        assertThat(plan).isInstanceOfSatisfying(StartPlan.Snapshot.class, snapshot -> {
            assertThat(snapshot.dropSlot()).isTrue();
            assertThat(snapshot.offset().generation()).isEqualTo(77);
        });
    }

    @Test
    void shouldHaltOnASlotItDidNotMake() {
        assertHalt(Optional.empty(), server(200, SLOT), "slot shop exists", "pg_drop_replication_slot('shop')");
    }

    @Test
    void shouldHaltWhereTheSlotIsGone() {
        assertHalt(
                Optional.of(KNOWN),
                server(200, null),
                "slot shop is gone",
                "millrace ingest resnapshot <mesh> shop --execute");
    }

    @Test
    void shouldHaltWhereTheSlotWasInvalidated() {
        Slot lost = Facts.slot("pgoutput", 90, Optional.of("wal_removed"));
        assertHalt(Optional.of(KNOWN), server(200, lost), "wal_removed", "max_slot_wal_keep_size");
    }

    @Test
    void shouldHaltWhereSomethingElseReadFromTheSlot() {
        Slot moved = Facts.slot(101);
        assertHalt(Optional.of(KNOWN), server(200, moved), "was moved to 0/65", "new snapshot");
    }

    @Test
    void shouldHaltOnASlotOfAnotherPlugin() {
        Slot foreign = Facts.slot("test_decoding", 90, Optional.empty());
        assertHalt(Optional.of(KNOWN), server(200, foreign), "test_decoding", "new snapshot");
    }

    @Test
    void shouldHaltWhereTheDatabaseWentBack() {
        assertHalt(Optional.of(KNOWN), server(99, SLOT), "restored from a backup", "new snapshot");
    }

    @Test
    void shouldHaltWhereAServerThatLackedTransactionsWasPromoted() {
        assertHalt(Optional.of(KNOWN), promoted(1, 99), "left timeline 1 for timeline 2 at 0/63", "new snapshot");
        assertHalt(Optional.of(KNOWN), promoted(3, 150), "does not come from timeline 1", "point the source to");
    }

    @Test
    void shouldGoOnWhereThePromotedServerHasAllThatWasRead() {
        assertThat(checks.decide(Optional.of(KNOWN), promoted(1, 100), 77))
                .isEqualTo(new StartPlan.Resume(KNOWN.with(KNOWN.evidence().withTimeline(2))));
    }

    @Test
    void shouldTakeAnyTimelineWhereARecordOfAnEarlierVersionKnowsNone() {
        assertThat(checks.decide(Optional.of(KNOWN.with(Evidence.NONE)), promoted(3, 50), 77))
                .isEqualTo(new StartPlan.Resume(KNOWN.with(Evidence.NONE.withTimeline(2))));
    }

    @Test
    void shouldNotWaitForAnEventOfATableThatIsNotCapturedAnyMore() {
        IngestOffset other = KNOWN.with(KNOWN.evidence().withNext(new Landmark(110, 7, 99L, "public.gone")));
        assertThat(checks.decide(Optional.of(other), server(200, SLOT), 77)
                        .offset()
                        .evidence()
                        .next())
                .isNull();
    }

    private static ServerFacts promoted(int from, long switchLsn) {
        return Facts.server("sys", 5, "logical", 200, new Timeline(2, List.of(new Ancestor(from, switchLsn))), SLOT);
    }

    @Test
    void shouldHaltOnAnotherClusterOrDatabase() {
        assertHalt(
                Optional.of(KNOWN),
                Facts.server("other", 5, "logical", 200, Facts.FIRST, SLOT),
                "system identifier sys, this one has other",
                "point the source to its own database");
        assertHalt(
                Optional.of(KNOWN),
                Facts.server("sys", 6, "logical", 200, Facts.FIRST, SLOT),
                "dropped and made anew",
                "new snapshot");
    }

    @Test
    void shouldHaltOnATableAddedSinceTheSnapshot() {
        var wider = new StartChecks(Shop.descriptor("shop", List.of("a", "new")));
        var halt = catchThrowableOfType(
                HaltException.class, () -> wider.decide(Optional.of(KNOWN), server(200, SLOT), 77));
        assertThat(halt).isNotNull();
        assertThat(halt.found()).contains("public.new");
    }

    @Test
    void shouldHaltWithoutLogicalDecoding() {
        assertHalt(
                Optional.empty(),
                Facts.server("sys", 5, "replica", 200, Facts.FIRST, null),
                "wal_level=replica",
                "ALTER SYSTEM SET wal_level = 'logical'");
    }

    @Test
    void shouldNameEveryTableThatCannotBeCaptured() {
        var halt = catchThrowableOfType(
                HaltException.class,
                () -> TableChecks.check(
                        List.of(),
                        List.of(
                                new TableFacts("public.ok", "r", "d", true),
                                new TableFacts("public.keyless", "r", "d", false),
                                new TableFacts("public.looks", "v", "d", true),
                                new TableFacts("public.silent", "r", "n", true))));
        assertThat(halt.found())
                .contains("public.keyless", "public.looks", "public.silent")
                .doesNotContain("public.ok");
        assertThat(halt.repair()).contains("ALTER TABLE public.silent REPLICA IDENTITY DEFAULT;");
    }

    @Test
    void shouldNameEveryColumnThatCannotBeCaptured() {
        var shape = List.of(
                new Column("id", "bigint", false, false),
                new Column("at", "point", true, false),
                new Column("area", "circle", true, false),
                new Column("twice", "money", true, true));
        var declared = Shop.descriptor("shop", List.of("places")).tables().stream()
                .map(table -> table.withRules(
                        new CaptureRules(List.of("at", "gone"), OnTruncate.PUBLISH, OnSchemaChange.FOLLOW)))
                .toList();

        var halt = catchThrowableOfType(
                HaltException.class,
                () -> TableChecks.check(
                        declared, List.of(new TableFacts("public.places", "r", "d", true, List.of(), shape))));

        assertThat(halt.found())
                .isEqualTo("table public.places has column area of type circle, which cannot be captured;"
                        + " the source excludes column gone, which table public.places does not have");
        assertThat(halt.repair()).contains("write 'exclude: [area]' at the table in the source");
    }

    @Test
    void shouldAskForWholeRowsOnlyWhereAPortShowsDeletedOnes() {
        var source = Shop.descriptor("shop", List.of("plain", "whole", "keyed", "silent", "keyless"));
        var declared = source.tables().stream()
                .map(table -> table.table().equals("plain") ? table : table.withWholeRowsFor(List.of("a.b/history")))
                .toList();
        var halt = catchThrowableOfType(
                HaltException.class,
                () -> TableChecks.check(
                        declared,
                        List.of(
                                new TableFacts("public.plain", "r", "d", true),
                                new TableFacts("public.whole", "r", "f", true),
                                new TableFacts("public.keyed", "r", "i", true),
                                new TableFacts("public.silent", "r", "n", true),
                                new TableFacts("public.keyless", "r", "d", false))));
        assertThat(halt.found())
                .contains("table public.keyed does not log whole rows", "a.b/history", "public.silent")
                .doesNotContain("public.plain", "public.whole");
        assertThat(halt.repair())
                .contains(
                        "ALTER TABLE public.keyed REPLICA IDENTITY FULL;",
                        "ALTER TABLE public.silent REPLICA IDENTITY FULL;",
                        "ALTER TABLE public.keyless ADD PRIMARY KEY",
                        "ALTER TABLE public.keyless REPLICA IDENTITY FULL;")
                .doesNotContain("DEFAULT");
    }

    @Test
    void shouldTakeADeclaredKeyOnlyIfItNamesRowsAlsoWhereTheyAreDeleted() {
        var table = Shop.descriptor("shop", List.of("a")).tables().get(0);
        var declared = new SourceDescriptor.CapturedTable(
                "public",
                "a",
                "shop",
                "a",
                table.topic(),
                List.of("x", "y"),
                3,
                Duration.ofDays(1),
                List.of(),
                Optional.empty());
        var index = new TableFacts.UniqueIndex("a_y_x", List.of("y", "x"), true, false, true);
        var nullable = new TableFacts.UniqueIndex("a_y_x", List.of("y", "x"), false, false, true);
        var wider = new TableFacts.UniqueIndex("a_x_y_z", List.of("x", "y", "z"), true, true, false);

        assertThat(keyFindings(declared, "i", index)).isEmpty();
        assertThat(keyFindings(declared, "f", wider, index)).isEmpty();
        assertThat(keyFindings(declared, "i", wider)).containsExactly("CREATE UNIQUE INDEX ON public.a (x, y);");
        assertThat(keyFindings(declared, "i", nullable))
                .containsExactly("ALTER TABLE public.a ALTER COLUMN x SET NOT NULL, ALTER COLUMN y SET NOT NULL;");
        assertThat(keyFindings(declared, "d", index))
                .containsExactly("ALTER TABLE public.a REPLICA IDENTITY USING INDEX a_y_x;");
    }

    private static List<String> keyFindings(
            SourceDescriptor.CapturedTable declared, String identity, TableFacts.UniqueIndex... indexes) {
        return TableChecks.find(
                        List.of(declared), List.of(new TableFacts("public.a", "r", identity, false, List.of(indexes))))
                .stream()
                .map(Finding::repair)
                .toList();
    }

    private void assertHalt(Optional<IngestOffset> known, ServerFacts server, String cause, String repair) {
        var halt = catchThrowableOfType(HaltException.class, () -> checks.decide(known, server, 77));
        assertThat(halt).isNotNull();
        assertThat(halt.found()).contains(cause);
        assertThat(halt.repair()).contains(repair);
    }

    private static ServerFacts server(long lsn, @Nullable Slot slot) {
        return Facts.server("sys", 5, "logical", lsn, Facts.FIRST, slot);
    }
}
