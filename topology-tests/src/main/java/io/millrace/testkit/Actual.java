package io.millrace.testkit;

import io.millrace.contracts.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a product did.
 *
 * @param outputs by output port, every port present
 * @param deadLetters in order
 * @param balance verdict counts by output port
 * @param leaks a line per clear text found where none may be
 */
record Actual(
        Map<String, List<Sent>> outputs,
        List<DeadLetter> deadLetters,
        Map<String, Map<String, Long>> balance,
        List<String> leaks) {

    /**
     * A record that left.
     *
     * @param value text per field of the contract's schema, or per value inside one; empty: a tombstone
     * @param headers last value per name
     */
    record Sent(String key, Optional<Map<String, @Nullable String>> value, Map<String, String> headers) {

        static Sent of(TestRecord<byte[], byte[]> sent, SchemaRegistry registry) {
            Map<String, String> headers = new LinkedHashMap<>();
            sent.headers().forEach(header -> headers.put(header.key(), utf8(header.value())));
            Optional<Map<String, @Nullable String>> value = Optional.empty();
            if (sent.value() != null) {
                value = Optional.of(texts(FramedAvro.read(sent.value(), registry)));
            }
            return new Sent(sent.key() == null ? "" : utf8(sent.key()), value, headers);
        }

        private static Map<String, @Nullable String> texts(GenericRecord record) {
            Map<String, @Nullable String> texts = new LinkedHashMap<>();
            for (Schema.Field field : record.getSchema().getFields()) {
                NestedText.put(field.name(), field.schema(), record.get(field.pos()), texts);
            }
            return texts;
        }
    }

    /**
     * A dead letter.
     *
     * @param record number of the input it is about, from 1
     * @param port output port; empty: all
     */
    record DeadLetter(String reason, String element, int record, String port) {}

    /** The type of a field without its null. */
    static Schema present(Schema schema) {
        if (schema.getType() != Schema.Type.UNION) {
            return schema;
        }
        return schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
