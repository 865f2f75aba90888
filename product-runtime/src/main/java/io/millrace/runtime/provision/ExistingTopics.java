package io.millrace.runtime.provision;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the cluster has of the topics in question. */
record ExistingTopics(Map<String, Integer> partitions, Map<String, Map<String, String>> settings) {

    static ExistingTopics read(Admin admin, Collection<String> topics) {
        Map<String, Integer> partitions = new HashMap<>();
        DescribeTopicsResult answers = admin.describeTopics(List.copyOf(topics));
        answers.topicNameValues().forEach((topic, answer) -> {
            try {
                partitions.put(
                        topic,
                        Answers.of(answer, "describe topic " + topic)
                                .partitions()
                                .size());
            } catch (ProvisioningException refused) {
                if (!(refused.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw refused;
                }
            }
        });
        Map<String, Map<String, String>> settings = new HashMap<>();
        List<ConfigResource> resources = partitions.keySet().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Answers.of(admin.describeConfigs(resources).all(), "read topic settings")
                .forEach((resource, config) -> settings.put(
                        resource.name(),
                        config.entries().stream()
                                .filter(entry -> entry.value() != null)
                                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        return new ExistingTopics(partitions, settings);
    }

    OptionalInt partitionsOf(String topic) {
        Integer count = partitions.get(topic);
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }

    Map<String, String> settingsOf(String topic) {
        return settings.getOrDefault(topic, Map.of());
    }
}
