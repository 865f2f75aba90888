package io.millrace.runtime.provision;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the cluster has of the topics in question. */
record ExistingTopics(Map<String, Integer> partitions, Map<String, Map<String, String>> settings) {

    static ExistingTopics read(Admin admin, Collection<String> topics) {
        Map<String, Integer> partitions = new HashMap<>();
        DescribeTopicsResult descriptions = admin.describeTopics(List.copyOf(topics));
        descriptions
                .topicNameValues()
                .forEach((topic, answer) -> ifThere(answer, "describe topic " + topic)
                        .ifPresent(found ->
                                partitions.put(topic, found.partitions().size())));
        Map<String, Map<String, String>> settings = new HashMap<>();
        List<ConfigResource> resources = partitions.keySet().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        admin.describeConfigs(resources).values().forEach((resource, answer) -> {
            Optional<Config> found = ifThere(answer, "read the settings of topic " + resource.name());
            if (found.isEmpty()) {
                // deleted since it was described
                partitions.remove(resource.name());
            }
            found.ifPresent(config -> settings.put(
                    resource.name(),
                    config.entries().stream()
                            .filter(entry -> entry.value() != null)
                            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        });
        return new ExistingTopics(partitions, settings);
    }

    /** The answer about a topic, or empty where there is no such topic. */
    private static <T> Optional<T> ifThere(KafkaFuture<T> answer, String what) {
        try {
            return Optional.of(Answers.of(answer, what));
        } catch (ProvisioningException refused) {
            if (refused.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    OptionalInt partitionsOf(String topic) {
        Integer count = partitions.get(topic);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    Map<String, String> settingsOf(String topic) {
        return settings.getOrDefault(topic, Map.of());
    }
}
