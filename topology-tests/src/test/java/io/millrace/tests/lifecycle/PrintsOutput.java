package io.millrace.tests.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What consumers have read from the output topic. */
final class PrintsOutput {
    private PrintsOutput() {}

    /**
     * A sheet as it left.
     *
     * @param contract that wrote it, {@code id@version}
     */
    record Sheet(int partition, String key, long number, String contract) {}

    /** All committed records, partition by partition, in their order. */
    static List<Sheet> read(String bootstrapServers, SchemaRegistry registry) throws IOException {
        List<Sheet> sheets = new ArrayList<>();
        Map<Integer, GenericDatumReader<GenericRecord>> readers = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records(bootstrapServers)) {
            int id = ConfluentFraming.schemaId(record.value());
            GenericDatumReader<GenericRecord> reader = readers.computeIfAbsent(id, unknown -> {
                Schema schema = registry.schemaById(unknown).orElseThrow();
                return new GenericDatumReader<>(schema);
            });
            GenericRecord sheet = reader.read(
                    null,
                    DecoderFactory.get()
                            .binaryDecoder(
                                    record.value(),
                                    ConfluentFraming.HEADER_LENGTH,
                                    record.value().length - ConfluentFraming.HEADER_LENGTH,
                                    null));
            sheets.add(new Sheet(
                    record.partition(),
                    new String(record.key(), UTF_8),
                    ((Number) sheet.get("number")).longValue(),
                    new String(record.headers().lastHeader("mr-contract").value(), UTF_8)));
        }
        return sheets;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String bootstrapServers) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(PrintsMesh.OUTPUT).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
