package io.millrace.tests.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.product.AvroValues;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.PseudonymKey;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic of customer-360 as a table, and the bytes of all topics of the product. */
final class CustomerView {
    private static final String JOIN_DOMAIN = "shop.customer-id";
    private static final Duration REST = Duration.ofSeconds(2);

    private final TestPlatform platform;
    private final String prefix;
    private final String topic;

    /** Of topics of the domains; what lies in none moves by itself: offsets, heartbeats. */
    private final Pattern domains;

    private final SchemaRegistry registry;
    private final PseudonymKey key;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    CustomerView(TestPlatform platform, String environment, Path keys) {
        this.platform = platform;
        this.prefix = environment + ".customers.customer-360";
        this.topic = prefix + ".customer-360.v1";
        this.domains = Pattern.compile(Pattern.quote(environment) + "\\.(customers|checkout)\\.");
        this.registry = new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(5));
        this.key = KeyRing.load(keys).pseudonymKey(JOIN_DOMAIN);
    }

    /**
     * Reads on until the table is what is expected and nothing moves any more, neither in what the product reads nor in
     * what it writes: something counted twice might come late.
     */
    void await(Map<String, CustomerRow> byId, Duration patience, String about) throws Exception {
        Map<String, CustomerRow> expected = new TreeMap<>();
        for (Map.Entry<String, CustomerRow> row : byId.entrySet()) {
            expected.put(token(row.getKey()), row.getValue());
        }
        Map<String, CustomerRow> table = new TreeMap<>();
        long deadline = System.nanoTime() + patience.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Set.of(topic))) {
            List<TopicPartition> moving = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(info -> domains.matcher(info.topic()).lookingAt())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = Map.of();
            long moved = System.nanoTime();
            boolean settled = false;
            while (!settled && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    String customer = new String(record.key(), UTF_8);
                    if (record.value() == null) {
                        table.remove(customer);
                    } else {
                        table.put(customer, row(record.value()));
                    }
                }
                Map<TopicPartition, Long> now = consumer.endOffsets(moving);
                if (!now.equals(ends)) {
                    ends = now;
                    moved = System.nanoTime();
                }
                settled = table.equals(expected) && System.nanoTime() - moved > REST.toNanos();
            }
            assertThat(table).as(about).isEqualTo(expected);
            assertThat(settled).as("nothing moves any more, " + about).isTrue();
        }
        assertThat(table).as("customers with orders and payments, " + about).anySatisfy((customer, row) -> {
            assertThat(row.orders()).isPositive();
            assertThat(row.paid()).isPositive();
        });
    }

    /** How many rows were written so far, those that others have replaced included. */
    int rows() {
        var rows = new AtomicInteger();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Set.of(topic))) {
            readToEnd(consumer, record -> rows.incrementAndGet());
        }
        return rows.get();
    }

    /** The topics of the product, internal ones included, whose bytes hold a text anywhere, aborted records included. */
    Set<String> topicsHolding(String text) {
        Set<String> holding = new TreeSet<>();
        Set<String> topics;
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Set.of())) {
            topics = new TreeSet<>(consumer.listTopics().keySet());
        }
        topics.removeIf(name -> !name.startsWith(prefix));
        assertThat(topics)
                .as("topics of the product")
                .anyMatch(topic -> topic.endsWith("-changelog"))
                .anyMatch(topic -> topic.endsWith("-repartition"));
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topics)) {
            readToEnd(consumer, record -> {
                if (holds(record.key(), text) || holds(record.value(), text)) {
                    holding.add(record.topic());
                }
                record.headers().forEach(header -> {
                    if (holds(header.value(), text)) {
                        holding.add(record.topic());
                    }
                });
            });
        }
        return holding;
    }

    private static void readToEnd(
            KafkaConsumer<byte[], byte[]> consumer, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(reader);
        }
    }

    private static boolean holds(byte[] bytes, String text) {
        return bytes != null && new String(bytes, ISO_8859_1).contains(text);
    }

    private KafkaConsumer<byte[], byte[]> consumer(Set<String> topics) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        platform.bootstrapServers(),
                        "isolation.level",
                        topics.equals(Set.of(topic)) ? "read_committed" : "read_uncommitted",
                        "auto.offset.reset",
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private CustomerRow row(byte[] framed) throws IOException {
        Schema schema = schemas.computeIfAbsent(
                ConfluentFraming.schemaId(framed), id -> registry.schemaById(id).orElseThrow());
        @SuppressWarnings("unchecked")
        DatumReader<GenericRecord> reader = AvroValues.model().createDatumReader(schema);
        int header = ConfluentFraming.HEADER_LENGTH;
        GenericRecord row =
                reader.read(null, DecoderFactory.get().binaryDecoder(framed, header, framed.length - header, null));
        return new CustomerRow(
                (String) row.get("city"),
                (Boolean) row.get("newsletter"),
                (Long) row.get("orders"),
                (Long) row.get("cancelled"),
                (BigDecimal) row.get("ordered"),
                (BigDecimal) row.get("paid"));
    }

    private String token(String id) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key.secret());
        byte[] digest = mac.doFinal((JOIN_DOMAIN + "\0" + id).getBytes(UTF_8));
        return key.id() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
    }
}
