package io.millrace.tests.support;

import io.millrace.contracts.registry.CachingSchemaRegistry;
import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader of committed records finds in the topic of an output port. */
public final class OutputPort implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final List<String> columns;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> rows = new TreeMap<>();

    /**
     * A record.
     *
     * @param operation header {@code mr-op}; empty where there is none
     * @param row values of the columns; empty for a tombstone
     */
    public record Line(String key, String operation, Optional<String> row) {}

    /** @param columns whose values make the text of a row */
    public OutputPort(EmbeddedPlatform platform, String topic, List<String> columns) {
        this(platform.bootstrapServers(), platform.registryUrl(), topic, columns);
    }

    /** @param columns whose values make the text of a row */
    public OutputPort(TestPlatform platform, String topic, List<String> columns) {
        this(platform.bootstrapServers(), platform.registryUrl(), topic, columns);
    }

    private OutputPort(String bootstrapServers, URI registryUrl, String topic, List<String> columns) {
        this.columns = columns;
        this.registry = CachingSchemaRegistry.wrap(
                new ConfluentSchemaRegistry(registryUrl, Optional.empty(), Duration.ofSeconds(5)));
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads on for a moment. */
    public void read() {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            Optional<String> row = Optional.ofNullable(record.value()).map(this::text);
            Header operation = record.headers().lastHeader("mr-op");
            lines.add(
                    new Line(key, operation == null ? "" : new String(operation.value(), StandardCharsets.UTF_8), row));
            row.ifPresentOrElse(text -> rows.put(key, text), () -> rows.remove(key));
        });
    }

    /** All records so far, each key's in their order. */
    public List<Line> lines() {
        return lines;
    }

    /** The rows that these come to, by key. */
    public Map<String, String> rows() {
        return rows;
    }

    private String text(byte[] value) {
        Schema schema = registry.schemaById(ConfluentFraming.schemaId(value)).orElseThrow();
        int start = ConfluentFraming.HEADER_LENGTH;
        try {
            GenericRecord row = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(value, start, value.length - start, null));
            return String.join(
                    "|",
                    columns.stream()
                            .map(column -> String.valueOf(row.get(column)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
