package io.millrace.tests.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.contracts.draft.MeshDraft;
import io.millrace.contracts.draft.ProductDraft;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.policy.MaskingPolicy;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.LockText;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import io.millrace.contracts.yaml.YamlDocument;
import io.millrace.runtime.plan.ContractCheck;
import io.millrace.testkit.GoldenCase;
import io.millrace.testkit.GoldenCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code millrace init} writes works from the first minute: it validates, compiles, and its golden case passes. */
class DraftsTest {
    private static final TableShape TABLE = new TableShape(
            List.of(
                    column("ticket_id", "bigint"),
                    column("line", "smallint"),
                    column("email", "text"),
                    nullable("phone", "character varying(30)"),
                    nullable("birth_date", "date"),
                    nullable("postcode", "text"),
                    column("total", "numeric(12,2)"),
                    nullable("rate", "numeric"),
                    column("paid", "boolean"),
                    nullable("share", "double precision"),
                    nullable("weight", "real"),
                    nullable("opened_on", "date"),
                    nullable("opened_at", "timestamp with time zone"),
                    nullable("local_at", "timestamp(3) without time zone"),
                    nullable("at_time", "time without time zone"),
                    nullable("reference", "uuid"),
                    nullable("extra", "jsonb"),
                    nullable("mood", "enum mood"),
                    nullable("tags", "text[]"),
                    new Column("double_total", "numeric(12,2)", true, true)),
            List.of("line", "ticket_id"),
            ReplicaIdentity.DEFAULT);

    @TempDir
    private Path mesh;

    @Test
    void shouldServeATableOfManyTypes() throws IOException {
        write("sources/desk.lock.yaml", LockText.of("desk", Map.of("public.ticket_lines", TABLE)));
        write("sources/desk.source.yaml", """
                source: desk
                type: postgresql
                connection: {database: desk, user: millrace}
                tables:
                - {table: public.ticket_lines, domain: helpdesk}
                """);

        draft(new ProductDraft("helpdesk", "tickets", policy()).ofTable("desk", "public.ticket_lines", TABLE));

        assertThat(Files.readString(mesh.resolve("helpdesk/tickets/ticket-line.odcs.yaml")))
                .contains(
                        "primaryKeyPosition: 2",
                        "#   tags: an array; map what you need of it with transformLogic",
                        "physicalType: 'decimal(38,9)'")
                .doesNotContain("double_total");
        verify();
    }

    @Test
    void shouldServeEventsGuessedFromASample() throws IOException {
        draft(new ProductDraft("helpdesk", "ratings", policy()).ofEvent(new ObjectMapper().readTree("""
                {"event_id": "e-1", "stars": 5, "price": 12.5, "good": true, "email": "ada@people.example",
                 "day": "2026-01-31", "at": "2026-01-31T12:30:00+01:00", "comment": null, "more": {"a": 1}, "list": []}
                """)));

        verify();
    }

    @Test
    void shouldServeEventsThatCannotBeToldFromTheirRepetition() throws IOException {
        draft(new ProductDraft("helpdesk", "votes", policy()).ofEvent(new ObjectMapper().readTree("{\"stars\": 5}")));

        assertThat(Files.readString(mesh.resolve("helpdesk/votes/product.odps.yaml")))
                .contains("# Every record counts as a new event.", "identity: {by: none}");
        verify();
    }

    @Test
    void shouldServeEventsWithAnAvroSchema() throws IOException {
        Schema schema = new Schema.Parser().parse("""
                {"type": "record", "name": "CallEnded", "namespace": "desk", "fields": [
                  {"name": "id", "type": {"type": "string", "logicalType": "uuid"}},
                  {"name": "phone", "type": "string"},
                  {"name": "seconds", "type": ["null", "int"], "default": null},
                  {"name": "cost", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 3}},
                  {"name": "ended", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "outcome", "type": {"type": "enum", "name": "Outcome", "symbols": ["SOLVED", "OPEN"]}},
                  {"name": "steps", "type": {"type": "array", "items": "string"}}]}
                """);

        draft(new ProductDraft("helpdesk", "calls", policy()).ofAvro(schema));

        verify();
    }

    @Test
    void shouldSayWhyATableCannotBeServed() {
        ProductDraft draft = new ProductDraft("helpdesk", "tickets", policy());
        TableShape keyless = new TableShape(TABLE.columns(), List.of(), ReplicaIdentity.DEFAULT);

        assertThatThrownBy(() -> draft.ofTable("desk", "public.tickets", keyless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("table public.tickets has no primary key");
    }

    private void draft(Map<String, String> product) throws IOException {
        write("mesh.yaml", MeshDraft.mesh("desk"));
        write("helpdesk/domain.yaml", MeshDraft.domain("helpdesk", "helpdesk-team"));
        write("helpdesk/policies/masking.yaml", MeshDraft.masking());
        String name = java.util.Objects.requireNonNull(product.get("product.odps.yaml"))
                .replaceFirst("(?s).*\nname: (\\S+)\n.*", "$1");
        for (Map.Entry<String, String> file : product.entrySet()) {
            write("helpdesk/" + name + "/" + file.getKey(), file.getValue());
        }
    }

    private void verify() {
        Mesh loaded = Mesh.load(mesh, MeshOptions.DEFAULT, ContractCheck::problems);
        assertThat(loaded.products()).hasSize(1);
        List<GoldenCase> cases = GoldenCases.in(mesh).toList();
        assertThat(cases).hasSize(1);
        cases.forEach(GoldenCase::verify);
    }

    private void write(String name, String text) throws IOException {
        Path file = mesh.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static MaskingPolicy policy() {
        return YamlDocument.read(MeshDraft.masking().getBytes(StandardCharsets.UTF_8), "masking.yaml", new Problems())
                .map(document -> MaskingPolicy.read(document, "helpdesk/policies/masking.yaml"))
                .orElseThrow();
    }

    private static Column column(String name, String type) {
        return new Column(name, type, false, false);
    }

    private static Column nullable(String name, String type) {
        return new Column(name, type, true, false);
    }
}
