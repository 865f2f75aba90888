package io.millrace.cli.demo.verify;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What a consumer that reads committed records finds in the topics. Fed by one thread, read after it is done. */
public final class Evidence {
    private static final String OPERATION = "mr-op";

    private final AvroReader avro;
    private final Map<String, JudgedPort> byOutput;
    private final Map<String, JudgedPort> byInput;
    private final Map<String, JudgedPort> byDeadLetters;
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Sequences> captured = new HashMap<>();
    private final Map<String, Sequences> outputs = new HashMap<>();
    private final Map<String, Map<String, Map<String, String>>> latest = new HashMap<>();
    private final Map<String, DeadLetterEvidence> deadLetters = new HashMap<>();

    public Evidence(List<JudgedPort> ports, AvroReader avro) {
        this.avro = avro;
        byOutput = ports.stream().collect(Collectors.toMap(port -> port.output().topic(), port -> port));
        byInput = ports.stream().collect(Collectors.toMap(port -> port.input().topic(), port -> port, (a, b) -> a));
        byDeadLetters =
                ports.stream().collect(Collectors.toMap(port -> port.product().deadLetterTopic(), p -> p, (a, b) -> a));
    }

    /** Takes a record of an input, output or dead-letter topic. */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        String topic = record.topic();
        counts.merge(topic, 1L, Long::sum);
        JudgedPort output = byOutput.get(topic);
        JudgedPort input = byInput.get(topic);
        if (output != null) {
            takeOutput(record, output);
        } else if (input != null && input.table().isPresent() && record.value() != null) {
            String operation = String.valueOf(avro.read(record.value()).get("op"));
            captured.computeIfAbsent(topic, unused -> new Sequences())
                    .add(text(record.key()), Digest.of(operation, null));
        } else if (byDeadLetters.containsKey(topic) && record.value() != null) {
            deadLetters
                    .computeIfAbsent(topic, unused -> new DeadLetterEvidence())
                    .take(text(record.key()), avro.read(record.value()));
        }
    }

    /** Records in a topic. */
    public long count(String topic) {
        return counts.getOrDefault(topic, 0L);
    }

    Sequences captured(String topic) {
        return captured.getOrDefault(topic, new Sequences());
    }

    Sequences output(String topic) {
        return outputs.getOrDefault(topic, new Sequences());
    }

    /** The latest row per key; deleted keys are absent. */
    Map<String, Map<String, String>> latest(String topic) {
        return latest.getOrDefault(topic, Map.of());
    }

    DeadLetterEvidence deadLetters(String topic) {
        return deadLetters.getOrDefault(topic, new DeadLetterEvidence());
    }

    private void takeOutput(ConsumerRecord<byte[], byte[]> record, JudgedPort port) {
        String topic = record.topic();
        String key = text(record.key());
        String operation = Optional.ofNullable(record.headers().lastHeader(OPERATION))
                .map(Header::value)
                .map(Evidence::text)
                .orElse("none");
        @Nullable Map<String, String> row = null;
        if (record.value() != null) {
            GenericRecord decoded = avro.read(record.value());
            row = port.projection().actual(decoded);
        }
        outputs.computeIfAbsent(topic, unused -> new Sequences())
                .add(port.projection().sequenceKey(key, row), Digest.of(operation, row));
        Map<String, Map<String, String>> rows = latest.computeIfAbsent(topic, unused -> new HashMap<>());
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
