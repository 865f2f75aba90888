package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Product;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Looks at a product's topics while it runs. What was true at the start must stay true: a sink that is gone, or was made
 * anew by auto-creation, swallows what others rely on; an input that was made anew starts its offsets over. A finding
 * counts when it was seen twice, since one broker may lag behind the others.
 */
final class TopicWatch {
    /** Between two looks. */
    static final Duration PERIOD = Duration.ofSeconds(30);

    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

    private final Product product;
    private final ClusterView cluster;
    private final StartFacts facts;
    private Optional<Fault> suspicion = Optional.empty();
    private long nextNanos;

    TopicWatch(Product product, ClusterView cluster, StartFacts facts, long nowNanos) {
        this.product = product;
        this.cluster = cluster;
        this.facts = facts;
        this.nextNanos = nowNanos + PERIOD.toNanos();
    }

    /**
     * Looks, if it is time.
     *
     * @throws ClusterView.ClusterException where the cluster does not answer; it is asked again later
     */
    Optional<Fault> look(long nowNanos) {
        if (nowNanos - nextNanos < 0) {
            return Optional.empty();
        }
        nextNanos = nowNanos + PERIOD.toNanos();
        Optional<Fault> found = judge(cluster.topics(facts.topics().keySet()));
        if (found.isEmpty()) {
            found = judgeSettings(cluster.settings(facts.topicSettings().keySet()));
        }
        boolean certain = found.isPresent() && found.equals(suspicion);
        suspicion = found;
        if (found.isPresent() && !certain) {
            nextNanos = nowNanos + SECOND_LOOK.toNanos();
        }
        return certain ? found : Optional.empty();
    }

    private Optional<Fault> judge(Map<String, TopicFacts> now) {
        for (Map.Entry<String, TopicFacts> before : new TreeMap<>(facts.topics()).entrySet()) {
            String topic = before.getKey();
            TopicFacts found = now.get(topic);
            if (found == null) {
                return Optional.of(
                        new Fault.Halting(role(topic) + " is gone. Nothing was skipped: what was not committed is"
                                + " judged again. Create it again (`millrace apply`), or find out who deleted it, then start the"
                                + " product again."));
            }
            if (!found.id().equals(before.getValue().id())) {
                return Optional.of(new Fault.Halting(role(topic)
                        + " was deleted and made anew, by somebody or by auto-creation. Its records are gone"
                        + (isInput(topic)
                                ? ", and offsets start over: start the product under a new major version, or reset it"
                                        + " (docs/operations.md, 'Changing a product')."
                                : ". Check its settings with `millrace plan`, then start the product again.")));
            }
            if (found.partitions() != before.getValue().partitions()) {
                return Optional.of(new Fault.Halting(role(topic) + " has " + found.partitions()
                        + " partitions, and had " + before.getValue().partitions()
                        + " when the product started; records of one key may now lie in two partitions. Start the product"
                        + " under a new major version."));
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> judgeSettings(Map<String, Map<String, String>> now) {
        for (Map.Entry<String, Map<String, String>> before : new TreeMap<>(facts.topicSettings()).entrySet()) {
            String topic = before.getKey();
            Map<String, String> found = now.getOrDefault(topic, Map.of());
            if (!isInput(topic) && differs(before.getValue(), found, TopicConfig.CLEANUP_POLICY_CONFIG)) {
                return Optional.of(new Fault.Halting(role(topic) + " has cleanup.policy="
                        + found.get(TopicConfig.CLEANUP_POLICY_CONFIG) + ", and had "
                        + before.getValue().get(TopicConfig.CLEANUP_POLICY_CONFIG)
                        + " when the product started: rows that consumers rely on may be deleted. Set it back, then start"
                        + " the product again."));
            }
            if (!isInput(topic) && differs(before.getValue(), found, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)) {
                return Optional.of(new Fault.Passing(
                        role(topic) + " has another max.message.bytes; the product goes on with that"));
            }
        }
        return Optional.empty();
    }

    private static boolean differs(Map<String, String> before, Map<String, String> now, String key) {
        return now.containsKey(key) && !Objects.equals(before.get(key), now.get(key));
    }

    private boolean isInput(String topic) {
        return product.inputPorts().stream().anyMatch(input -> input.topic().equals(topic));
    }

    private String role(String topic) {
        if (isInput(topic)) {
            return "input topic " + topic;
        }
        if (topic.equals(product.deadLetterTopic())) {
            return "dead-letter topic " + topic;
        }
        boolean output =
                product.outputPorts().stream().anyMatch(port -> port.topic().equals(topic));
        return (output ? "output topic " : "internal topic ") + topic;
    }
}
