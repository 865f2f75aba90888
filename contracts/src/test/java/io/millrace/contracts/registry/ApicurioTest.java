package io.millrace.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.embedded.EmbeddedPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against the real registry. */
class ApicurioTest {
    private static EmbeddedPlatform platform;
    private static SchemaRegistry registry;

    private final String subject = "checkout.orders.orders.v1-" + UUID.randomUUID() + "-value";

    @BeforeAll
    static void start() throws Exception {
        platform = EmbeddedPlatform.builder().withoutKafka().withoutDatabase().start();
        registry = new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(10));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void shouldFindARegisteredSchemaByIdAndBySubject() {
        Schema schema = order(1);

        int id = registry.register(subject, schema);

        assertThat(registry.register(subject, schema)).isEqualTo(id);
        assertThat(registry.idOf(subject, schema)).contains(id);
        Schema found = registry.schemaById(id).orElseThrow();
        assertThat(found).isEqualTo(schema);
        assertThat(found.getField("f0").getObjectProp("confluent:tags")).isEqualTo(List.of("PII"));
    }

    @Test
    void shouldSayThatNothingIsThereRatherThanFail() {
        assertThat(registry.schemaById(2_000_000_000)).isEmpty();
        assertThat(registry.idOf(subject, order(1))).isEmpty();
        registry.register(subject, order(1));
        assertThat(registry.idOf(subject, order(2))).isEmpty();
    }

    @Test
    void shouldKeepTheCompatibilityOfASubjectAndRefuseWhatBreaksIt() {
        registry.register(subject, order(1));
        assertThat(registry.compatibility(subject)).contains("NONE");

        registry.setCompatibility(subject, "FULL_TRANSITIVE");

        assertThat(registry.compatibility(subject)).contains("FULL_TRANSITIVE");
        assertThatThrownBy(() -> registry.register(subject, order(2)))
                .isInstanceOfSatisfying(RegistryException.class, refused -> {
                    assertThat(refused.retriable()).isFalse();
                    assertThat(refused)
                            .hasMessageContaining("HTTP 409")
                            .hasMessageContaining("make the change compatible");
                });
    }

    /** A record with so many required fields, each further one of which breaks compatibility. */
    private static Schema order(int fields) {
        SchemaBuilder.FieldAssembler<Schema> record =
                SchemaBuilder.record("Order").namespace("checkout").fields();
        for (int i = 0; i < fields; i++) {
            record.name("f" + i)
                    .prop("confluent:tags", List.of("PII"))
                    .type()
                    .stringType()
                    .noDefault();
        }
        return record.endRecord();
    }

    @Test
    void shouldListVersionsAndSayWhatStandsAgainstAnother() {
        assertThat(registry.versions(subject)).isEmpty();
        assertThat(registry.objections(subject, order(1))).isEmpty();
        registry.register(subject, order(1));
        registry.register(subject, order(2));

        assertThat(registry.versions(subject)).containsExactly(order(1), order(2));
        assertThat(registry.objections(subject, order(3))).isEmpty();
        registry.setCompatibility(subject, "BACKWARD");
        assertThat(registry.objections(subject, order(3))).isNotEmpty();
        assertThat(registry.objections(subject, order(1))).isEmpty();
    }
}
