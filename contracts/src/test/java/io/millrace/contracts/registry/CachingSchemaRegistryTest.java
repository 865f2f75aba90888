package io.millrace.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CachingSchemaRegistryTest {
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final SchemaRegistry registry = CachingSchemaRegistry.wrap(new Counting(), now::get);

    @Test
    void shouldAskOncePerSchema() {
        schemas.put(1, Schema.create(Schema.Type.STRING));

        assertThat(registry.schemaById(1)).isEqualTo(registry.schemaById(1)).isPresent();
        now.addAndGet(Duration.ofDays(365).toNanos());
        assertThat(registry.schemaById(1)).isPresent();

        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldAskAgainAboutAnUnknownIdAfterAWhile() {
        assertThat(registry.schemaById(1)).isEmpty();
        schemas.put(1, Schema.create(Schema.Type.STRING));
        assertThat(registry.schemaById(1)).isEmpty();
        assertThat(asked).hasValue(1);

        now.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(registry.schemaById(1)).isPresent();
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldKnowAnIdAsSoonAsItIsRegisteredHere() {
        assertThat(registry.schemaById(5)).isEmpty();

        registry.register("s", Schema.create(Schema.Type.STRING));

        assertThat(registry.schemaById(5)).isPresent();
    }

    @Test
    void shouldStayBoundedUnderMadeUpIds() {
        for (int id = 0; id < 30_000; id++) {
            registry.schemaById(100 + id);
        }
        assertThat(registry.schemaById(100)).isEmpty();

        assertThat(asked)
                .as("the oldest was forgotten, so it was asked for again")
                .hasValue(30_001);
    }

    private final class Counting implements SchemaRegistry {
        @Override
        public int register(String subject, Schema schema) {
            schemas.put(5, schema);
            return 5;
        }

        @Override
        public Optional<Integer> idOf(String subject, Schema schema) {
            return Optional.empty();
        }

        @Override
        public Optional<Schema> schemaById(int id) {
            asked.incrementAndGet();
            return Optional.ofNullable(schemas.get(id));
        }

        @Override
        public void setCompatibility(String subject, String level) {}

        @Override
        public Optional<String> compatibility(String subject) {
            return Optional.empty();
        }

        @Override
        public List<Schema> versions(String subject) {
            return List.of();
        }

        @Override
        public List<String> objections(String subject, Schema schema) {
            return List.of();
        }

        @Override
        public boolean delete(String subject) {
            return false;
        }
    }
}
