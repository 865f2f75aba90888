package io.millrace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.LockReader;
import io.millrace.contracts.source.LockText;
import io.millrace.contracts.source.SourceLock;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import io.millrace.contracts.yaml.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LiveTablesTest {
    private static final Path SHOP = Path.of("..", "examples", "shop", "sources");

    @Test
    void shouldLockTheShopAsItsLockFileSays() throws Exception {
        Shop shop = Shop.create(Files.readString(SHOP.resolve("schema.sql")), "orders");

        Map<String, TableShape> tables = LiveTables.read(
                database(shop), List.of("public.orders", "public.order_lines", "public.customers", "public.gone"));

        assertThat(tables).containsOnlyKeys("public.orders", "public.order_lines", "public.customers");
        assertThat(LockText.of("shop-db", tables)).isEqualTo(Files.readString(SHOP.resolve("shop-db.lock.yaml")));
    }

    @Test
    void shouldReadWhatTheCatalogueSaysOfAnOddTable() throws Exception {
        Shop shop = Shop.create("""
                CREATE TYPE mood AS ENUM ('sad', 'fine');
                CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
                CREATE DOMAIN price AS numeric(12, 2) NOT NULL;
                CREATE TABLE odd (b positive NOT NULL, gone text, a text NOT NULL, feeling mood, "Net: price" price,
                  double_b integer GENERATED ALWAYS AS (b * 2) STORED, free numeric, tags text[],
                  at timestamp(3) NOT NULL, PRIMARY KEY (a, b));
                ALTER TABLE odd DROP COLUMN gone;
                ALTER TABLE odd REPLICA IDENTITY NOTHING""", "odd");

        Map<String, TableShape> tables = LiveTables.read(database(shop), List.of("public.odd"));

        TableShape odd = new TableShape(
                List.of(
                        new Column("b", "integer", false, false),
                        new Column("a", "text", false, false),
                        new Column("feeling", "enum mood", true, false),
                        new Column("Net: price", "numeric(12,2)", true, false),
                        new Column("double_b", "integer", true, true),
                        new Column("free", "numeric", true, false),
                        new Column("tags", "text[]", true, false),
                        new Column("at", "timestamp(3) without time zone", false, false)),
                List.of("a", "b"),
                ReplicaIdentity.NOTHING);
        assertThat(tables).isEqualTo(Map.of("public.odd", odd));
        assertThat(reread(LockText.of("odd", tables)).tables()).isEqualTo(tables);
    }

    @Test
    void shouldTellWhatChangedInWords() {
        TableShape locked = new TableShape(
                List.of(new Column("a", "text", false, false), new Column("b", "integer", true, false)),
                List.of("a"),
                ReplicaIdentity.FULL);
        TableShape now = new TableShape(
                List.of(new Column("b", "bigint", true, false), new Column("c", "text", true, false)),
                List.of("b"),
                ReplicaIdentity.DEFAULT);

        assertThat(LiveTables.differences(locked, locked)).isEmpty();
        assertThat(LiveTables.differences(locked, now))
                .containsExactly(
                        "column b was integer and is bigint",
                        "column c is new",
                        "column a is gone",
                        "the primary key was [a] and is [b]",
                        "the replica identity was FULL and is DEFAULT");
    }

    @Test
    void shouldSayWhichDatabaseCannotBeReadAndNoSecret() {
        var nowhere = new DatabaseSettings("127.0.0.1", 1, "shop", "millrace", "open-sesame");

        assertThatThrownBy(() -> LiveTables.read(nowhere, List.of("public.orders")))
                .isInstanceOf(IngestException.class)
                .hasMessageContaining("database shop at 127.0.0.1:1 cannot be read")
                .hasMessageNotContaining("open-sesame");
    }

    private static DatabaseSettings database(Shop shop) {
        return Objects.requireNonNull(
                shop.settings().databases().get(shop.source().name()));
    }

    private static SourceLock reread(String text) {
        Problems problems = new Problems();
        SourceLock lock = YamlDocument.read(text.getBytes(StandardCharsets.UTF_8), "odd.lock.yaml", problems)
                .flatMap(LockReader::read)
                .orElseThrow();
        assertThat(problems.sorted()).isEmpty();
        return lock;
    }
}
