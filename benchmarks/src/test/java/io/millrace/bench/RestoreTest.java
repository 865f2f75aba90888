package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.bench.load.Census;
import io.millrace.bench.load.Event;
import io.millrace.bench.load.Events;
import io.millrace.bench.load.Kind;
import io.millrace.bench.load.Preload;
import io.millrace.bench.load.TopicCount;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.mesh.RunNames;
import io.millrace.bench.step.Step;
import io.millrace.bench.step.StepProcess;
import io.millrace.bench.step.StepSettings;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * A product that remembers many event ids is killed: how long it takes until it remembers them again, and what each
 * costs. Nothing but the input topic has them, since a snapshot is written only where a task is given up in order.
 */
@EnabledIfSystemProperty(
        named = "millrace.restore.events",
        matches = "[0-9]{5,}",
        disabledReason = "carries as many events as it is told; run it with -Dmillrace.restore.events=10000000")
class RestoreTest {
    private static final long EVENTS = Long.getLong("millrace.restore.events", 10_000_000);
    private static final int SIZE = 300;
    private static final int RESENT = 10_000;
    private static final long INDEX_MEMORY = 512L << 20;
    private static final double MOST_BYTES_AN_ID = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Test
    void shouldRememberEveryEventAfterAKill() throws Exception {
        try (Arena arena = Arena.open(EVENTS * SIZE * 3 + (1L << 30))) {
            RunNames names = RunNames.of("restore", "bench.restore.in");
            arena.createTopics(List.of(names.input(), names.output(), names.deadLetters()));
            var events = new Events(10, SIZE, Instant.now().toEpochMilli() * 1000 - EVENTS);
            Census sent = Preload.send(arena.bootstrapServers(), names.input(), events, EVENTS, Preload.Form.AVRO);
            Path directory = arena.directory("restore");
            runAndKill(arena, names, directory);

            long begin = System.nanoTime();
            try (ProductRuntime runtime = start(arena, names, directory)) {
                await(runtime, () -> runtime.status().state() instanceof ProductState.Running);
                double seconds = (System.nanoTime() - begin) / 1e9;
                // The index tells its size once a second.
                long ids = sent.of(EnumSet.of(Kind.VALID, Kind.INVALID)).count();
                await(runtime, () -> runtime.status().inputs().get(0).indexEntries() >= ids);
                ProductStatus.InputStatus input = runtime.status().inputs().get(0);
                System.out.printf(
                        "%,d event ids remembered again %.1f s after the start (%,.0f a second), %.1f B each%n",
                        input.indexEntries(),
                        seconds,
                        input.indexEntries() / seconds,
                        (double) input.indexBytes() / input.indexEntries());

                assertThat(input.indexEntries()).isEqualTo(ids);
                assertThat((double) input.indexBytes() / input.indexEntries()).isLessThanOrEqualTo(MOST_BYTES_AN_ID);
                resend(arena, names, events);
                awaitCommitted(arena, names, EVENTS + RESENT, () -> {});
            }
            // None of those sent again has come out again.
            assertThat(TopicCount.of(arena.bootstrapServers(), names.output()).tally())
                    .isEqualTo(sent.of(EnumSet.of(Kind.VALID)));
        }
    }

    private static void runAndKill(Arena arena, RunNames names, Path directory) throws Exception {
        Path file = directory.resolve("settings");
        new StepSettings(
                        Step.FULL,
                        arena.bootstrapServers(),
                        arena.brokerProcess(),
                        names,
                        arena.keys(),
                        directory,
                        2,
                        0,
                        0,
                        directory.resolve("result"))
                .write(file);
        try (Child child = Child.start(
                "the product that is killed", directory.resolve("log"), StepProcess.class, file.toString(), "0")) {
            awaitCommitted(arena, names, EVENTS, child::requireAlive);
            child.kill();
        }
    }

    /** The same product on the same state directory, as the step's process has it. */
    private static ProductRuntime start(Arena arena, RunNames names, Path directory) throws Exception {
        BenchMesh mesh = BenchMesh.load(directory);
        Product product = mesh.product("checks", names);
        ProductRuntime runtime = ProductRuntime.create(
                product,
                new RuntimeSettings(
                        Map.of("bootstrap.servers", arena.bootstrapServers()),
                        mesh.registry(product),
                        KeyRing.load(arena.keys()),
                        directory.resolve("state"),
                        "bench",
                        2,
                        INDEX_MEMORY,
                        new SimpleMeterRegistry(),
                        Set.of(),
                        RestoreTest.class.getClassLoader(),
                        Optional.empty()));
        runtime.start();
        return runtime;
    }

    private static void resend(Arena arena, RunNames names, Events events) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", arena.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long step = EVENTS / RESENT / 2;
            long index = 0;
            for (int i = 0; i < RESENT; i++, index += step) {
                while (events.kind(index) != Kind.VALID) {
                    index++;
                }
                Event event = events.event(index);
                var unused = producer.send(new ProducerRecord<>(names.input(), event.key(), event.value()));
            }
        }
    }

    /** What may be asked, and may go wrong. */
    private interface Check {
        void check() throws Exception;
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(ProductRuntime runtime, Condition condition) throws Exception {
        await(
                condition,
                () -> assertThat(runtime.status().state().isTerminal())
                        .as("the product has ended: %s", runtime.status().state())
                        .isFalse());
    }

    private static void awaitCommitted(Arena arena, RunNames names, long records, Check meanwhile) throws Exception {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", arena.bootstrapServers()))) {
            await(
                    () -> admin
                                    .listConsumerGroupOffsets(names.applicationId())
                                    .partitionsToOffsetAndMetadata()
                                    .get()
                                    .values()
                                    .stream()
                                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                                    .sum()
                            >= records,
                    meanwhile);
        }
    }

    private static void await(Condition condition, Check meanwhile) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            meanwhile.check();
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
