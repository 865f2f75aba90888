package io.millrace.tests.combine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.testkit.RawChanges;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of the conventions, as written: it validates, plans, applies and runs. Orders and payments are merged
 * under load while the runtime is killed; then the latest view is what a plain map computed, the history folds to the
 * same, and the topic of the kept rows holds no clear text. A contract of ten lines runs beside it.
 */
@Tag("any-platform")
class ConventionsExampleTest {
    private static final Path MESH = ProjectRoot.resolve("topology-tests/src/test/cases/meshes/conventions");
    private static final String LINES = "checkout.order-lines.cdc";
    private static final int PARTITIONS = 2;
    private static final int KILLS = Integer.getInteger("millrace.kills", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void shouldValidatePlanApplyAndRunAndSurviveKills() throws Exception {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        TestPlatform platform = AnyPlatform.get();
        Path output = folder.resolve("commands.out");
        Path keys = folder.resolve("keys");
        Path settings = settings(platform, keys);
        String mesh = MESH.toString();
        String config = settings.toString();
        SchemaRegistry registry =
                new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(5));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            admin.createTopics(List.of(raw(OrderTraffic.ORDERS), raw(LINES)))
                    .all()
                    .get();
            assertThat(MillraceProcess.run(output, "validate", mesh))
                    .as(Files.readString(output))
                    .isZero();
            assertThat(MillraceProcess.run(output, "keys", "generate", mesh, "--out", keys.toString()))
                    .isZero();
            assertThat(MillraceProcess.run(output, "plan", mesh, "--config", config))
                    .as(Files.readString(output))
                    .isEqualTo(3);
            assertThat(MillraceProcess.run(output, "apply", mesh, "--config", config))
                    .as(Files.readString(output))
                    .isZero();
            OrderTraffic traffic = runKilled(platform, registry, admin, seed, mesh, config);
            verify(platform, registry, traffic);
        }
    }

    private Path settings(TestPlatform platform, Path keys) throws IOException {
        return Files.writeString(
                folder.resolve("millrace.properties"),
                String.join(
                        "\n",
                        "kafka.bootstrap.servers=" + platform.bootstrapServers(),
                        "registry.url=" + platform.registryUrl(),
                        "privacy.keys.file=" + keys,
                        "state.directory=" + folder.resolve("state"),
                        "management.port=0",
                        ""));
    }

    private static NewTopic raw(String name) {
        return new NewTopic(name, Optional.of(PARTITIONS), Optional.of((short) 1))
                .configs(Map.of("message.timestamp.type", "LogAppendTime"));
    }

    private OrderTraffic runKilled(
            TestPlatform platform, SchemaRegistry registry, Admin admin, long seed, String mesh, String config)
            throws Exception {
        Path log = folder.resolve("run.log");
        var orders = new RawChanges(MESH.resolve("tables.sql"), "public.orders", OrderTraffic.ORDERS, registry);
        var lines = new RawChanges(MESH.resolve("tables.sql"), "public.order_lines", LINES, registry);
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", platform.bootstrapServers(), "enable.idempotence", "true"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(new org.apache.kafka.clients.producer.ProducerRecord<>(
                    LINES,
                    "7|1".getBytes(UTF_8),
                    lines.next("c", Map.of("order_id", "7", "line", "1", "sku", "A-1"), System.currentTimeMillis())));
            var traffic = new OrderTraffic(seed, List.of("placed", "paid", "shipped", "draft"), orders, producer);
            for (int kill = 0; kill < KILLS; kill++) {
                long before = committed(platform, "checkout.orders.orders.v1");
                try (MillraceProcess run = MillraceProcess.start(log, "run", mesh, "--config", config)) {
                    long deadline = System.nanoTime() + PATIENCE.toNanos();
                    while (committed(platform, "checkout.orders.orders.v1") < before + 300) {
                        assertThat(run.isAlive()).as(run.printed()).isTrue();
                        assertThat(System.nanoTime()).as(run.printed()).isLessThan(deadline);
                        for (int i = 0; i < 100; i++) {
                            traffic.step();
                        }
                        Thread.sleep(50);
                    }
                }
            }
            producer.flush();
            try (MillraceProcess run = MillraceProcess.start(log, "run", mesh, "--config", config)) {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (lag(admin, "checkout.orders", OrderTraffic.ORDERS) > 0
                        || lag(admin, "checkout.orders", OrderTraffic.PAYMENTS) > 0
                        || lag(admin, "checkout.lines", LINES) > 0) {
                    assertThat(run.isAlive()).as(run.printed()).isTrue();
                    assertThat(System.nanoTime()).as(run.printed()).isLessThan(deadline);
                    Thread.sleep(100);
                }
            }
            return traffic;
        }
    }

    private void verify(TestPlatform platform, SchemaRegistry registry, OrderTraffic traffic) {
        Map<String, String> latest = fold(records(platform, "checkout.orders.orders.v1"), registry);
        assertThat(latest).isEqualTo(traffic.expected()).hasSizeGreaterThan(50);

        // A row that leaves the filter is a tombstone on the latest view only: the fold of the history still shows it.
        Map<String, String> history = fold(records(platform, "checkout.orders.orders-history.v1"), registry);
        assertThat(history).containsAllEntriesOf(latest);

        List<ConsumerRecord<byte[], byte[]>> kept =
                records(platform, "checkout.orders-checkout.orders.order-rows-changelog");
        assertThat(kept).isNotEmpty();
        for (ConsumerRecord<byte[], byte[]> row : kept) {
            String bytes = new String(row.key(), ISO_8859_1)
                    + (row.value() == null ? "" : new String(row.value(), ISO_8859_1));
            assertThat(bytes.toLowerCase(java.util.Locale.ROOT)).doesNotContain("secret");
        }
        assertThat(records(platform, "checkout.orders.dead-letter")).isEmpty();
        assertThat(records(platform, "checkout.lines.lines.v1")).hasSize(1);
        System.out.println(traffic.sent() + " changes and payments, " + KILLS + " kills, " + latest.size() + " rows, "
                + kept.size() + " records of kept rows");
    }

    private static Map<String, String> fold(List<ConsumerRecord<byte[], byte[]>> records, SchemaRegistry registry) {
        Map<String, String> rows = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String key = new String(record.key(), UTF_8);
            boolean deleted = record.value() == null
                    || "d"
                            .equals(new String(
                                    record.headers().lastHeader("mr-op").value(), UTF_8));
            if (deleted) {
                rows.remove(key);
            } else {
                rows.put(key, text(record.value(), registry));
            }
        }
        return rows;
    }

    private static String text(byte[] value, SchemaRegistry registry) {
        Schema schema = registry.schemaById(ConfluentFraming.schemaId(value)).orElseThrow();
        try {
            GenericRecord row = new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            value,
                                            ConfluentFraming.HEADER_LENGTH,
                                            value.length - ConfluentFraming.HEADER_LENGTH,
                                            null));
            byte[] total = ((ByteBuffer) row.get("total")).array();
            return String.join(
                    " ",
                    row.get("status").toString(),
                    new BigDecimal(new BigInteger(total), 2).toPlainString(),
                    row.get("currency").toString(),
                    time(row.get("placed_at")),
                    row.get("paid_at") == null ? "null" : time(row.get("paid_at")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String time(Object micros) {
        return Instant.ofEpochMilli(Math.floorDiv((Long) micros, 1000L)).toString();
    }

    private static long lag(Admin admin, String group, String topic) throws Exception {
        var committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int i = 0; i < PARTITIONS; i++) {
            ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        long lag = 0;
        for (var end : admin.listOffsets(ends).all().get().entrySet()) {
            var at = committed.get(end.getKey());
            lag += end.getValue().offset() - (at == null ? 0 : at.offset());
        }
        return lag;
    }

    /** Committed records and the marks of their transactions. */
    private static long committed(TestPlatform platform, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", platform.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .toList();
            // Without an assignment the client warns of each partition.
            consumer.assign(partitions);
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** All committed records, each partition in order. */
    private static List<ConsumerRecord<byte[], byte[]>> records(TestPlatform platform, String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", platform.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(found -> new TopicPartition(topic, found.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
