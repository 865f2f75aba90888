package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.testkit.TableDefinition.Column;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SqlTablesTest {

    @Test
    void shouldReadNamesTypesAndNullability() {
        TableDefinition table = only("""
                -- Orders, as checkout owns them.
                CREATE TABLE IF NOT EXISTS checkout.orders (
                    order_id bigint PRIMARY KEY, -- never reused
                    total    numeric(12, 2) NOT NULL CHECK (total >= 0),
                    status   varchar(20) NOT NULL DEFAULT 'a, (b)',
                    placed   timestamp with time zone,
                    ratio    double precision
                );
                ALTER TABLE checkout.orders REPLICA IDENTITY FULL;
                """);

        assertThat(table.name()).isEqualTo("checkout.orders");
        assertThat(table.key()).containsExactly("order_id");
        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("order_id", "total", "status", "placed", "ratio");
        assertThat(table.columns()).extracting(Column::nullable).containsExactly(false, false, false, true, true);
        assertThat(table.columns())
                .extracting(column -> column.type().getType())
                .containsExactly(
                        Schema.Type.LONG,
                        Schema.Type.BYTES,
                        Schema.Type.STRING,
                        Schema.Type.STRING,
                        Schema.Type.DOUBLE);
        assertThat(table.columns().get(1).type().getLogicalType()).isEqualTo(LogicalTypes.decimal(12, 2));
        assertThat(table.columns().get(3).type().getProp("connect.name")).isEqualTo("io.debezium.time.ZonedTimestamp");
    }

    @Test
    void shouldReadACompositeKeyAndPassOverOtherConstraints() {
        TableDefinition table = only("""
                create table order_lines (
                    order_id bigint references orders (order_id),
                    line_no  integer,
                    gift     boolean NOT NULL DEFAULT false,
                    CONSTRAINT lines_key PRIMARY KEY (order_id, line_no),
                    FOREIGN KEY (order_id) REFERENCES orders (order_id),
                    UNIQUE (gift)
                )""");

        assertThat(table.name()).isEqualTo("public.order_lines");
        assertThat(table.key()).containsExactly("order_id", "line_no");
        assertThat(table.columns()).extracting(Column::nullable).containsExactly(false, false, false);
    }

    @Test
    void shouldNameTableAndColumnOfATypeItDoesNotKnow() {
        assertThatThrownBy(() -> SqlTables.read("CREATE TABLE t (id bigint, place point NOT NULL)"))
                .hasMessageContaining("table public.t, column place")
                .hasMessageContaining("'point'")
                .hasMessageContaining("it knows boolean");
    }

    private static TableDefinition only(String sql) {
        Map<String, TableDefinition> tables = SqlTables.read(sql);
        assertThat(tables).hasSize(1);
        return tables.values().iterator().next();
    }
}
