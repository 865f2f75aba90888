package io.millrace.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.Guarantee;
import io.millrace.contracts.product.Product;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.PortBalance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events in transactions that their producer gave up: they stand in the topic, but were never sent. */
class AbortedEventsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static Cluster cluster;

    @TempDir
    private Path directory;

    private final Instant now = Instant.now();
    private final InMemoryRegistry registry = new InMemoryRegistry();

    @BeforeAll
    static void start() throws EmbeddedStartException {
        cluster = Cluster.start();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeAnEventWhoseOnlyOccurrencesWereAbortedForNew(Guarantee guarantee) throws Exception {
        Payments payments = payments(guarantee);
        Product product = payments.build();
        cluster.provision(product, registry);
        KeyRing keys = KeyRing.generate(directory.resolve("keys"), List.of("shop"));
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        // the offset to go on from lies behind the aborted record, so that it is among what is read back
        abort(payments, "sent-later", "sent-after-the-restart");
        commit(payments, "sent-later", "last-of-the-run");
        assertThat(run(product, keys, first, 2)).satisfies(run -> {
            assertThat(run.accepted()).isEqualTo(2);
            assertThat(run.duplicates()).isZero();
        });

        abort(payments, "never-sent");
        commit(payments, "sent-later", "sent-after-the-restart");

        assertThat(run(product, keys, second, 4)).satisfies(run -> {
            assertThat(run.accepted()).isEqualTo(3);
            assertThat(run.duplicates()).isEqualTo(1);
        });
        assertThat(cluster.records(product.outputPorts().get(0).topic()).stream()
                        .map(record -> new String(record.key(), UTF_8)))
                .containsExactly("sent-later", "last-of-the-run", "sent-after-the-restart");
    }

    private static Payments payments(Guarantee guarantee) {
        Payments payments = Payments.product("aborted-" + guarantee.name().toLowerCase(Locale.ROOT));
        return switch (guarantee) {
            case EXACTLY_ONCE -> payments.partitions(1);
            case AT_LEAST_ONCE -> payments.partitions(1).atLeastOnce();
        };
    }

    /** Runs until so many records were judged since the product was made; what became of them at the first port. */
    private PortBalance run(Product product, KeyRing keys, Path state, long judged) throws Exception {
        var settings = RuntimeSettings.of(cluster.clients(), registry, keys, state, "one", new SimpleMeterRegistry());
        try (ProductRuntime runtime = ProductRuntime.create(product, settings)) {
            runtime.start();
            Await.until(
                    judged + " records judged",
                    PATIENCE,
                    () -> runtime.status().inputs().get(0).records() >= judged);
            return runtime.status().outputs().get(0).balance();
        }
    }

    private void abort(Payments payments, String... ids) throws Exception {
        inTransaction(payments, KafkaProducer::abortTransaction, ids);
    }

    private void commit(Payments payments, String... ids) throws Exception {
        inTransaction(payments, KafkaProducer::commitTransaction, ids);
    }

    private interface End {
        void of(KafkaProducer<byte[], byte[]> producer);
    }

    private void inTransaction(Payments payments, End end, String... ids) throws Exception {
        Map<String, Object> settings = new HashMap<>(cluster.clients());
        settings.put("transactional.id", payments.topic());
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String id : ids) {
                byte[] event = Payments.event(id, "12.50", now);
                // an acknowledged record is in the log, whatever becomes of its transaction
                producer.send(new ProducerRecord<>(payments.topic(), id.getBytes(UTF_8), event))
                        .get();
            }
            end.of(producer);
        }
    }
}
