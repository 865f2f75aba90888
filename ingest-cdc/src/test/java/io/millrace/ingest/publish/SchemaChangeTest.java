package io.millrace.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.avro.ChangeSchema;
import io.millrace.contracts.source.CaptureRules.OnSchemaChange;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SchemaChangeTest {
    private static final Schema BEFORE = schema(
            List.of("id"), column("id", "bigint", false), column("a", "integer", true), column("b", "text", true));

    @Test
    void shouldNameWhatChangedAsEachRuleRefusesIt() {
        Schema after = schema(
                List.of("id"),
                column("id", "bigint", false),
                column("a", "numeric(12,2)", false),
                column("c", "text[]", true));

        SchemaChange change = SchemaChange.between(BEFORE, after);

        assertThat(change.refusedBy(OnSchemaChange.FOLLOW)).isEmpty();
        assertThat(change.refusedBy(OnSchemaChange.ADDITIVE))
                .containsExactly("column a was int and is decimal(12,2) not null", "column b is gone");
        assertThat(change.refusedBy(OnSchemaChange.HALT))
                .containsExactly(
                        "column a was int and is decimal(12,2) not null", "column b is gone", "column c is new");
    }

    @Test
    void shouldRefuseAnotherKeyAlways() {
        Schema after = schema(
                List.of("id", "a"),
                column("id", "bigint", false),
                column("a", "integer", true),
                column("b", "text", true));

        assertThat(SchemaChange.between(BEFORE, after).refusedBy(OnSchemaChange.FOLLOW))
                .containsExactly("the key was [id] and is [id, a]");
        assertThat(SchemaChange.between(BEFORE, BEFORE).refusedBy(OnSchemaChange.HALT))
                .isEmpty();
    }

    private static Schema schema(List<String> key, Column... columns) {
        Schema schema = ChangeSchema.of("public.item", new TableShape(List.of(columns), key, ReplicaIdentity.DEFAULT));
        schema.addProp(SchemaChange.KEY, key);
        return schema;
    }

    private static Column column(String name, String type, boolean nullable) {
        return new Column(name, type, nullable, false);
    }
}
