package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.contracts.source.LockText;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.Outbox.EventTopic;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final String SOURCE = "sources/shop-db.source.yaml";

    @TempDir
    Path temporary;

    private MeshFolder folder;

    @BeforeEach
    void copy() throws IOException {
        folder = MeshFolder.copyOfBase(temporary.resolve("mesh"));
    }

    @Test
    void shouldKeepAnEventTopicAsTheContractSaysThatAProductReadsItBy() {
        folder.replace(
                "checkout/payments/settled.odcs.yaml",
                "- name: PaymentSettled",
                "- name: PaymentSettled\n" + "  customProperties: [{property: millrace, value: {partitions: 5}}]");
        declare("events:\n  - {match: PaymentSettled}\n  - {match: 'order.*', event: orders}\n  undeclared: rest");
        Outbox outbox = outbox();

        assertThat(outbox.topics())
                .extracting(EventTopic::topic, EventTopic::partitions, EventTopic::retention)
                .containsExactly(
                        tuple("checkout.payment-settled.events", 5, Duration.ofDays(10)),
                        tuple("checkout.orders.events", 6, Duration.ofDays(10)),
                        tuple("checkout.rest.events", 6, Duration.ofDays(10)));
        assertThat(outbox.routes().get(0).event().partitions()).isEqualTo(5);
        assertThat(outbox.eventSource()).isEqualTo("shop-db/public.outbox");
        assertThat(Mesh.load(folder.root(), MeshOptions.DEFAULT)
                        .sources()
                        .get(0)
                        .capturedNames())
                .containsExactly("public.orders", "public.order_lines", "public.outbox");
    }

    @Test
    void shouldMatchPatternsWithOneStar() {
        EventTopic event = new EventTopic("d", "e", "d.e.events", 1, Duration.ofDays(1));

        assertThat(new Outbox.Route("order.*", event).takes("order.paid")).isTrue();
        assertThat(new Outbox.Route("order.*", event).takes("orders")).isFalse();
        assertThat(new Outbox.Route("a*a", event).takes("a")).isFalse();
        assertThat(new Outbox.Route("a*a", event).takes("aa")).isTrue();
        assertThat(new Outbox.Route("order", event).takes("order.paid")).isFalse();
    }

    @Test
    void shouldJudgeTheColumnsOfALockedOutbox() {
        declare("columns: {time: created, tracing: id, type: kind}\n  events:\n  - {match: PaymentSettled}");
        folder.write(
                "sources/shop-db.lock.yaml",
                LockText.of(
                        "shop-db",
                        Map.of(
                                "public.outbox",
                                new TableShape(
                                        List.of(
                                                new Column("id", "uuid", false, false),
                                                new Column("aggregateid", "character varying(255)", true, false),
                                                new Column("kind", "text", false, true),
                                                new Column("payload", "bytea", true, false),
                                                new Column("created_at", "timestamp(3) with time zone", true, false)),
                                        List.of("id"),
                                        ReplicaIdentity.DEFAULT))));

        assertThat(folder.findings())
                .filteredOn(finding -> finding.contains("outbox:"))
                .containsExactlyInAnyOrder(
                        at(
                                "Column 'aggregateid' of the outbox (aggregateId) may be null, and an event without it could"
                                        + " not be sent. Run: ALTER TABLE public.outbox ALTER COLUMN aggregateid SET NOT NULL;"),
                        at("Column 'kind' of the outbox (columns.type) is generated, and PostgreSQL does not log it."
                                + " Name another."),
                        at("Column 'payload' of the outbox (columns.payload) is of type bytea. Allowed with 'payload:"
                                + " json': json, jsonb, text, character varying."),
                        at("The outbox has no column 'created' (columns.time). Did you mean 'created_at'? Allowed:"
                                + " aggregateid, created_at, id, kind, payload."),
                        at("Column 'id' of the outbox (columns.tracing) is of type uuid. Allowed: text, character"
                                + " varying."));
    }

    private static String at(String text) {
        return SOURCE + ":4:3: error: outbox: " + text;
    }

    private void declare(String rest) {
        folder.replace(
                SOURCE,
                "type: postgresql",
                "type: postgresql\noutbox:\n  table: public.outbox\n  domain: checkout\n  " + rest);
    }

    private Outbox outbox() {
        Optional<Outbox> outbox =
                Mesh.load(folder.root(), MeshOptions.DEFAULT).sources().get(0).outbox();
        return outbox.orElseThrow();
    }
}
