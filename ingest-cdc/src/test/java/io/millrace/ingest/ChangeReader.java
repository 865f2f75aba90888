package io.millrace.ingest;

import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.wire.ConfluentFraming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a change topic from its start, committed records only, with Avro's own reader. */
public final class ChangeReader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final SchemaRegistry registry;
    private final List<TopicPartition> partitions;
    private final List<Change> read = new ArrayList<>();

    ChangeReader(Map<String, String> kafka, String topic, SchemaRegistry registry) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.registry = registry;
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All changes read so far, once there are at least so many. */
    public List<Change> await(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (read.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("expected " + count + " changes, found " + read.size() + " in 90 s: " + read);
            }
            poll();
        }
        return List.copyOf(read);
    }

    /** All committed changes, up to the present end. */
    public List<Change> all() {
        forEach(read::add);
        return List.copyOf(read);
    }

    /** Hands over the committed changes that were not read yet, up to the present end, and keeps none of them. */
    public void forEach(Consumer<Change> sink) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
            consumer.poll(Duration.ofMillis(50)).forEach(record -> sink.accept(change(record)));
        }
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> read.add(change(record)));
    }

    private Change change(ConsumerRecord<byte[], byte[]> record) {
        Schema schema =
                registry.schemaById(ConfluentFraming.schemaId(record.value())).orElseThrow();
        var decoder = DecoderFactory.get()
                .binaryDecoder(
                        record.value(),
                        ConfluentFraming.HEADER_LENGTH,
                        record.value().length - ConfluentFraming.HEADER_LENGTH,
                        null);
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), Change.text(header.value())));
        try {
            GenericRecord envelope = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
            return new Change(
                    record.partition(), record.key() == null ? null : Change.text(record.key()), envelope, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
