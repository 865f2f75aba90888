package io.millrace.tests.change;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.millrace.cli.demo.verify.TopicReader;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keys, values and headers of every record of some topics, committed or not, a letter a byte.
 *
 * @param topics those that were read
 */
record TopicBytes(Set<String> topics, String text) {

    /** Of all topics that begin so, up to their present ends. */
    static TopicBytes of(String bootstrapServers, String prefix) throws Exception {
        Set<String> topics;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            topics = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(prefix))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        var text = new StringBuilder();
        try (var reader = new TopicReader(bootstrapServers, "read_uncommitted", topics)) {
            reader.readToEnd(record -> append(text, record));
        }
        return new TopicBytes(topics, text.toString());
    }

    private static void append(StringBuilder text, ConsumerRecord<byte[], byte[]> record) {
        append(text, record.key());
        append(text, record.value());
        record.headers().forEach(header -> append(text.append(header.key()).append('\n'), header.value()));
    }

    private static void append(StringBuilder text, byte @Nullable [] bytes) {
        if (bytes != null) {
            text.append(new String(bytes, ISO_8859_1)).append('\n');
        }
    }
}
