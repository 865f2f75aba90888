package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.source.CaptureRules;
import io.millrace.contracts.source.CaptureRules.OnSchemaChange;
import io.millrace.contracts.source.CaptureRules.OnTruncate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that change while they are captured. */
class SchemaChangesTest {
    private static final String TABLE = "(id bigint PRIMARY KEY, a integer NOT NULL DEFAULT 7, b text DEFAULT 'x')";

    /**
     * A change of a table.
     *
     * @param sql with {@code $} for the table
     * @param expected field and value, as {@code name=value}, of the row that is inserted then; {@code -name} for a field
     *     that is gone
     */
    private record Ddl(String sql, List<String> expected) {}

    private static final List<Ddl> FOLLOWED = List.of(
            new Ddl("ALTER TABLE $ ADD c integer", List.of("c=null", "a=7")),
            new Ddl("ALTER TABLE $ ADD c integer NOT NULL DEFAULT 4", List.of("c=4")),
            new Ddl("ALTER TABLE $ ADD c text DEFAULT 'now ' || 1, ADD d date", List.of("c=now 1", "d=null")),
            new Ddl("ALTER TABLE $ DROP a", List.of("-a", "b=x")),
            new Ddl("ALTER TABLE $ DROP a, ADD a text DEFAULT 'again'", List.of("a=again")),
            new Ddl("ALTER TABLE $ RENAME a TO z", List.of("-a", "z=7")),
            new Ddl("ALTER TABLE $ RENAME a TO z; ALTER TABLE $ RENAME b TO a", List.of("z=7", "a=x", "-b")),
            new Ddl("ALTER TABLE $ ALTER a TYPE bigint", List.of("a=7")),
            new Ddl("ALTER TABLE $ ALTER a TYPE smallint", List.of("a=7")),
            new Ddl("ALTER TABLE $ ALTER id TYPE integer", List.of("a=7")),
            new Ddl("ALTER TABLE $ ALTER b TYPE varchar(3)", List.of("b=x")),
            new Ddl("ALTER TABLE $ ALTER b TYPE varchar(3); ALTER TABLE $ ALTER b TYPE varchar(300)", List.of("b=x")),
            new Ddl(
                    "ALTER TABLE $ ALTER a DROP DEFAULT, ALTER a TYPE text, ALTER a SET DEFAULT 'seven'",
                    List.of("a=seven")),
            new Ddl("ALTER TABLE $ ALTER a TYPE numeric(12,2)", List.of("a=02bc")),
            new Ddl("ALTER TABLE $ ALTER a DROP NOT NULL, ALTER a SET DEFAULT NULL", List.of("a=null")),
            new Ddl("ALTER TABLE $ ALTER b SET NOT NULL", List.of("b=x")),
            new Ddl("ALTER TABLE $ ALTER a SET DEFAULT 8", List.of("a=8")),
            new Ddl("ALTER TABLE $ ADD c integer GENERATED ALWAYS AS (a * 2) STORED", List.of("-c", "a=7")),
            new Ddl("ALTER TABLE $ REPLICA IDENTITY FULL; COMMENT ON COLUMN $.a IS 'seven'", List.of("a=7")),
            new Ddl(
                    "CREATE TABLE beside_$ (id bigint PRIMARY KEY); INSERT INTO beside_$ VALUES (1)",
                    List.of("a=7", "-c")));

    @Test
    void shouldFollowTwentyChangesWithoutLosingARow() throws Exception {
        List<String> tables = new ArrayList<>();
        var ddl = new StringBuilder();
        for (int i = 0; i < FOLLOWED.size(); i++) {
            tables.add("t" + i);
            ddl.append("CREATE TABLE t").append(i).append(' ').append(TABLE).append(';');
        }
        Shop shop = Shop.create(ddl.toString(), tables.toArray(String[]::new));
        try (Ingestion ingestion = shop.startStreaming()) {
            for (String table : tables) {
                shop.sql("INSERT INTO " + table + " (id) VALUES (1)");
            }
            for (int i = 0; i < FOLLOWED.size(); i++) {
                String table = tables.get(i);
                shop.sql(
                        "BEGIN; INSERT INTO " + table + " (id) VALUES (2); "
                                + FOLLOWED.get(i).sql().replace("$", table)
                                + "; INSERT INTO " + table + " (id) VALUES (3); COMMIT",
                        "INSERT INTO " + table + " (id) VALUES (4)",
                        "UPDATE " + table + " SET id = id WHERE id = 1",
                        "DELETE FROM " + table + " WHERE id = 2");
            }
            for (int i = 0; i < FOLLOWED.size(); i++) {
                try (ChangeReader reader = shop.reader(tables.get(i))) {
                    List<Change> changes = reader.await(6);
                    assertThat(changes)
                            .as(FOLLOWED.get(i).sql())
                            .extracting(change -> change.operation() + change.key())
                            .containsExactlyInAnyOrder("c1", "c2", "c3", "c4", "u1", "d2");
                    Change last = changes.stream()
                            .filter(change -> "4".equals(change.key()))
                            .findFirst()
                            .orElseThrow();
                    for (String expected : FOLLOWED.get(i).expected()) {
                        assertField(last, expected);
                    }
                }
            }
            assertThat(ingestion.status().allStreaming()).isTrue();
        }
    }

    private static void assertField(Change change, String expected) {
        if (expected.startsWith("-")) {
            assertThat(change.after().getSchema().getField(expected.substring(1)))
                    .isNull();
        } else {
            int equals = expected.indexOf('=');
            assertThat(TypesTest.text(change.after().get(expected.substring(0, equals))))
                    .isEqualTo(expected.substring(equals + 1));
        }
    }

    @Test
    void shouldStayHaltedUntilTheChangeIsLockedThatItsSourceDoesNotFollow() throws Exception {
        Shop shop = Shop.create("CREATE TABLE item " + TABLE, "item");
        shop.lock();
        shop.ruledBy(new CaptureRules(List.of(), OnTruncate.HALT, OnSchemaChange.ADDITIVE));
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            shop.sql(
                    "INSERT INTO item (id) VALUES (1)",
                    "ALTER TABLE item ADD c integer",
                    "INSERT INTO item (id, c) VALUES (2, 5)");
            reader.await(2);
            shop.sql("ALTER TABLE item DROP b", "INSERT INTO item (id) VALUES (3)");
            assertHalted(ingestion, "column b is gone");
        }
        try (Ingestion ingestion = shop.start()) {
            assertHalted(ingestion, "column b is gone");
        }
        shop.lock();
        try (Ingestion ingestion = shop.startStreaming();
                ChangeReader reader = shop.reader("item")) {
            assertThat(reader.await(3)).extracting(Change::key).containsExactlyInAnyOrder("1", "2", "3");
            shop.sql("TRUNCATE item");
            assertHalted(ingestion, "table public.item was truncated");
        }
    }

    @Test
    void shouldHaltOnceATableHasAnotherPrimaryKeyAndNotMixTheTwo() throws Exception {
        String keyed = "CREATE TABLE % (id bigint PRIMARY KEY, tenant integer NOT NULL DEFAULT 3, b text);";
        String change = "ALTER TABLE % DROP CONSTRAINT %_pkey, ADD PRIMARY KEY (tenant, id)";
        Shop busy = Shop.create(keyed.replace("%", "busy"), "busy");
        Shop idle = Shop.create(keyed.replace("%", "idle"), "idle");
        try (Ingestion one = busy.startStreaming();
                Ingestion other = idle.startStreaming();
                ChangeReader reader = busy.reader("busy")) {
            busy.sql("INSERT INTO busy (id) VALUES (1), (2)");
            reader.await(2);
            busy.sql(
                    "BEGIN; INSERT INTO busy (id) VALUES (3); " + change.replace("%", "busy")
                            + "; INSERT INTO busy (id) VALUES (4); COMMIT",
                    "UPDATE busy SET b = 'x' WHERE id = 1",
                    "DELETE FROM busy WHERE id = 2");
            idle.sql(change.replace("%", "idle"));

            assertHalted(one, "the key was [id] and is [tenant, id]");
            assertHalted(other, "the key was [id] and is [tenant, id]");
            assertThat(reader.all()).extracting(Change::key).doesNotContain("3|4", "4|3", "3|1", "1|3");
        }
        try (Ingestion again = busy.start()) {
            assertHalted(again, "the key was [id] and is");
        }
        busy.lock();
        try (Ingestion meant = busy.startStreaming();
                ChangeReader reader = busy.reader("busy")) {
            reader.await(6);
            assertThat(reader.all())
                    .as("none is lost, and the new lock says that the new key is meant")
                    .extracting(each -> each.operation() + each.key())
                    .containsExactlyInAnyOrder("c1", "c2", "c3|3", "c3|4", "u3|1", "d3|2");
            assertThat(meant.status().allStreaming()).isTrue();
        }
    }

    private static void assertHalted(Ingestion ingestion, String cause) throws InterruptedException {
        SourceState state =
                Shop.awaitState(ingestion, SourceState.Halted.class::isInstance).state();
        assertThat(state)
                .isInstanceOfSatisfying(
                        SourceState.Halted.class,
                        halted -> assertThat(halted.cause()).contains(cause));
    }
}
