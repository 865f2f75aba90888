package io.millrace.bench.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.bench.load.Event;
import io.millrace.bench.load.Events;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.mesh.RunNames;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The whole product at a steady rate: what is live behind a full collection does not grow with the records. */
@EnabledIfSystemProperty(
        named = "millrace.soak.seconds",
        matches = "[0-9]{2,}",
        disabledReason = "runs for minutes; run it with -Dmillrace.soak.seconds=600")
class HeapSoakTest {
    private static final long SECONDS = Long.getLong("millrace.soak.seconds", 600);
    private static final long PER_SECOND = Long.getLong("millrace.soak.rate", 2_000);

    /** Ids are forgotten after it, so that the index is as large as it gets early on. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int SAMPLES = 30;
    private static final long ALLOWED_GROWTH = 8L << 20;
    private static final double MEBIBYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void shouldKeepTheLiveHeapFlatHoweverManyRecordsGoThrough() throws Exception {
        RunNames names = RunNames.of("soak", "bench.soak.in");
        try (EmbeddedPlatform platform = EmbeddedPlatform.builder()
                        .kafkaForLoad()
                        .withoutDatabase()
                        .withoutRegistry()
                        .start();
                ProductRuntime runtime = start(platform, names);
                var producer = new KafkaProducer<>(
                        Map.<String, Object>of("bootstrap.servers", platform.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            var events = new Events(7, 300, 0);
            List<Long> live = new ArrayList<>();
            long start = System.nanoTime();
            long sent = 0;
            for (int sample = 1; sample <= SAMPLES; sample++) {
                long end = start + sample * (SECONDS * 1_000_000_000L / SAMPLES);
                while (System.nanoTime() - end < 0) {
                    long due = (System.nanoTime() - start) / 1_000_000L * PER_SECOND / 1_000L;
                    for (; sent < due; sent++) {
                        Event event = events.event(sent, Instant.now().toEpochMilli() * 1000L);
                        var unused = producer.send(new ProducerRecord<>(names.input(), event.key(), event.value()));
                    }
                    LockSupport.parkNanos(5_000_000L);
                }
                live.add(liveHeap());
                System.out.printf(
                        "%,d sent, %,d judged, %.1f MiB live%n",
                        sent, judged(runtime), live.get(live.size() - 1) / MEBIBYTE);
            }

            assertThat(runtime.status().state().isTerminal()).isFalse();
            // The first third fills the window and loads what is loaded once.
            long early = median(live.subList(SAMPLES / 3, SAMPLES * 2 / 3));
            long late = median(live.subList(SAMPLES * 2 / 3, SAMPLES));
            System.out.printf(
                    "live heap, median: %.1f MiB in the second third, %.1f MiB in the last%n",
                    early / MEBIBYTE, late / MEBIBYTE);
            assertThat(judged(runtime)).isGreaterThan(sent / 2);
            assertThat(late - early).isLessThan(ALLOWED_GROWTH);
        }
    }

    private ProductRuntime start(EmbeddedPlatform platform, RunNames names) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createTopics(Stream.of(names.input(), names.output(), names.deadLetters())
                            .map(name -> new NewTopic(name, 4, (short) 1)
                                    .configs(Map.of(
                                            "message.timestamp.type", "LogAppendTime", "retention.ms", "172800000")))
                            .toList())
                    .all()
                    .get();
        }
        BenchMesh mesh = BenchMesh.load(folder);
        Product product = forgetful(mesh.product("checks", names));
        Path keys = folder.resolve("keys");
        KeyRing.generate(keys, BenchMesh.JOIN_DOMAINS);
        ProductRuntime runtime = ProductRuntime.create(
                product,
                new RuntimeSettings(
                        Map.of("bootstrap.servers", platform.bootstrapServers()),
                        mesh.registry(product),
                        KeyRing.load(keys),
                        folder.resolve("state"),
                        "soak",
                        2,
                        64L << 20,
                        new SimpleMeterRegistry(),
                        Set.of(),
                        HeapSoakTest.class.getClassLoader(),
                        Optional.empty()));
        runtime.start();
        return runtime;
    }

    /** The product with a shorter window. */
    private static Product forgetful(Product product) {
        return new Product(
                product.id(),
                product.name(),
                product.domain(),
                product.version(),
                product.applicationId(),
                product.deadLetterTopic(),
                product.inputPorts().stream().map(HeapSoakTest::forgetful).toList(),
                product.outputPorts(),
                product.failureBudget(),
                product.location());
    }

    private static InputPort forgetful(InputPort input) {
        var identity = (Identity.EventId) input.identity();
        return new InputPort(
                input.name(),
                input.contractId(),
                input.topic(),
                input.format(),
                new Identity.EventId(identity.path(), WINDOW),
                input.eventTime(),
                input.owned(),
                input.records());
    }

    private static long judged(ProductRuntime runtime) {
        return runtime.status().outputs().stream()
                .mapToLong(output -> output.balance().total())
                .sum();
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
