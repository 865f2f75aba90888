package io.millrace.ingest.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How large a record may be, by topic: the smaller of what the producer sends ({@code max.request.size}) and what the
 * topic takes ({@code max.message.bytes}).
 */
public final class RecordLimits {
    private static final int DEFAULT_REQUEST = 1024 * 1024;

    /** Headers, and the frame of a batch of one record. */
    private static final int FRAME = 1024;

    private final Map<String, Integer> byTopic;
    private final int otherwise;

    private RecordLimits(Map<String, Integer> byTopic, int otherwise) {
        this.byTopic = byTopic;
        this.otherwise = otherwise;
    }

    /**
     * Asks the cluster.
     *
     * @throws KafkaException if it is out of reach or refuses
     */
    public static RecordLimits of(Map<String, String> kafka, List<String> topics) throws InterruptedException {
        String configured = kafka.get(ProducerConfig.MAX_REQUEST_SIZE_CONFIG);
        int request = configured == null ? DEFAULT_REQUEST : Integer.parseInt(configured.trim());
        var limits = new HashMap<String, Integer>();
        try (Admin admin = KafkaClients.admin(kafka)) {
            var resources = topics.stream()
                    .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                    .toList();
            admin.describeConfigs(resources).all().get().forEach((topic, config) -> {
                var most = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
                limits.put(topic.name(), most == null ? request : Math.min(request, Integer.parseInt(most.value())));
            });
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
        return new RecordLimits(limits, request);
    }

    /** Bytes that key and value may take together. */
    int valueBytes(String topic) {
        int record = byTopic.getOrDefault(topic, otherwise);
        // What cannot be compressed grows a little: LZ4 by a 255th.
        return Math.max(1, record - FRAME - record / 128);
    }
}
