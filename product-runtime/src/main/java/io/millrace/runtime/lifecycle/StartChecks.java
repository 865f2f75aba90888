package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.topology.CoPartitions;
import io.millrace.runtime.topology.NodeNames;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.UnresolvedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that must be there before the first record, looked for at once and reported together. */
final class StartChecks {
    private static final Logger LOG = LoggerFactory.getLogger(StartChecks.class);
    private static final short TRANSACTIONS_V2 = 2;

    private final Product product;
    private final RuntimeSettings settings;
    private final ClusterView cluster;
    private final RightsCheck rights;
    private final Consumer<StartStage> stage;
    private final List<String> problems = new ArrayList<>();

    /** @param stage told what is looked at */
    StartChecks(
            Product product,
            RuntimeSettings settings,
            ClusterView cluster,
            RightsCheck rights,
            Consumer<StartStage> stage) {
        this.product = product;
        this.settings = settings;
        this.cluster = cluster;
        this.rights = rights;
        this.stage = stage;
    }

    /**
     * Looks at the cluster and the registry, and commits the offsets to start from at the first start.
     *
     * @throws ProductStartException with all problems found
     * @throws ClusterView.ClusterException where the cluster does not answer
     * @throws io.millrace.contracts.registry.RegistryException where the registry does not answer
     */
    StartFacts run() throws ProductStartException {
        stage.accept(StartStage.TOPICS);
        List<String> lacking = rights.lacking();
        if (!lacking.isEmpty()) {
            // What may not be seen looks as if it were not there, so the other checks would mislead.
            throw new ProductStartException(product.qualifiedName(), lacking);
        }
        Map<String, TopicFacts> topics = cluster.topics(topics());
        Map<String, Integer> partitions = topics.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, topic -> topic.getValue().partitions()));
        Map<String, Map<String, String>> topicSettings = cluster.settings(partitions.keySet());
        checkInputs(partitions, topicSettings);
        checkOutputs(partitions);
        warnOfOldTransactions();
        stage.accept(StartStage.KEYS);
        ProductParts parts = resolve();
        Set<TopicPartition> inputs = inputPartitions(partitions);
        Map<TopicPartition, Long> logStarts = cluster.logStarts(inputs);
        Map<TopicPartition, Long> start =
                new StartOffsets(product, cluster, partitions.keySet(), problems).find(inputs, logStarts);
        if (!problems.isEmpty() || parts == null) {
            throw new ProductStartException(product.qualifiedName(), problems);
        }
        return new StartFacts(parts, inputs, topics, topicSettings, largestRecords(topicSettings), start, logStarts);
    }

    private Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        product.inputPorts().forEach(input -> topics.add(input.topic()));
        product.judgedInputs().forEach(input -> topics.add(NodeNames.ledgerTopic(product, input)));
        product.outputPorts().forEach(output -> topics.add(output.topic()));
        topics.add(product.deadLetterTopic());
        product.delivery().periods().ifPresent(periods -> topics.add(periods.topic()));
        return topics;
    }

    private void checkInputs(Map<String, Integer> partitions, Map<String, Map<String, String>> topicSettings) {
        for (InputPort input : product.inputPorts()) {
            Integer count = partitions.get(input.topic());
            if (count == null) {
                problems.add("input port " + input.name() + ": topic " + input.topic() + " does not exist; "
                        + (input.owned().isPresent() ? "run `millrace apply`" : "start what writes it first"));
                continue;
            }
            Integer before = partitions.get(NodeNames.ledgerTopic(product, input));
            if (before != null && !before.equals(count)) {
                problems.add("input port " + input.name() + ": topic " + input.topic() + " has " + count
                        + " partitions, and had " + before
                        + " when the product last ran; records of one key may now lie in"
                        + " two partitions. Go back to a topic with " + before
                        + " partitions, or start the product under a new major version.");
            }
            if (input.identity() instanceof Identity.EventId eventId) {
                checkWindow(input, eventId, topicSettings.getOrDefault(input.topic(), Map.of()));
            }
        }
    }

    private void checkWindow(InputPort input, Identity.EventId eventId, Map<String, String> config) {
        String topic = "input port " + input.name() + ": topic " + input.topic();
        long retention = StartFacts.retentionMillis(config);
        if (retention >= 0 && retention < eventId.window().toMillis()) {
            problems.add(topic + " keeps records for "
                    + java.time.Duration.ofMillis(retention) + ", shorter than the window of its event ids, "
                    + eventId.window() + "; keep them longer or declare a shorter window");
        }
        long bytes = Long.parseLong(config.getOrDefault(TopicConfig.RETENTION_BYTES_CONFIG, "-1"));
        if (bytes >= 0) {
            problems.add(topic + " has retention.bytes=" + bytes + ", by which records may be deleted before the window"
                    + " of their event ids, " + eventId.window() + ", is over; the ids are read back from them. Set"
                    + " retention.bytes=-1 on the topic");
        }
        String cleanup = config.getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        if (cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            problems.add(
                    topic + " has cleanup.policy=" + cleanup + ", by which an event is deleted once a later one has"
                            + " its record key; its id could then not be read back. Set cleanup.policy=delete, or tell events"
                            + " apart by 'latest-version'");
        }
        if (!"LogAppendTime".equals(config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG))) {
            LOG.warn(
                    "Input port {}: topic {} carries its producers' timestamps; the window of event ids is exact only"
                            + " with message.timestamp.type=LogAppendTime",
                    input.name(),
                    input.topic());
        }
    }

    private void checkOutputs(Map<String, Integer> partitions) {
        Map<String, Integer> byInput = byInput(partitions);
        problems.addAll(CoPartitions.problems(product, byInput));
        for (OutputPort output : product.outputPorts()) {
            Integer count = partitions.get(output.topic());
            if (count == null) {
                problems.add("output port " + output.name() + ": topic " + output.topic()
                        + " does not exist; run `millrace apply`");
                continue;
            }
            OptionalInt expected = CoPartitions.expected(output, byInput);
            if (expected.isPresent() && expected.getAsInt() != count) {
                problems.add("output port " + output.name() + ": topic " + output.topic() + " has " + count
                        + " partitions, expected are " + expected.getAsInt()
                        + "; the number cannot change within a major version, since keys would move");
            }
        }
        if (!partitions.containsKey(product.deadLetterTopic())) {
            problems.add("dead-letter topic " + product.deadLetterTopic() + " does not exist; run `millrace apply`");
        }
        product.delivery()
                .periods()
                .filter(periods -> !partitions.containsKey(periods.topic()))
                .ifPresent(periods ->
                        problems.add("topic of periods " + periods.topic() + " does not exist; run `millrace apply`"));
    }

    private Map<String, Integer> byInput(Map<String, Integer> partitions) {
        Map<String, Integer> byInput = new HashMap<>();
        product.inputPorts().forEach(input -> {
            Integer count = partitions.get(input.topic());
            if (count != null) {
                byInput.put(input.name(), count);
            }
        });
        return byInput;
    }

    private void warnOfOldTransactions() {
        if (cluster.feature("transaction.version").orElse((short) 0) < TRANSACTIONS_V2) {
            LOG.warn(
                    "Product {}: the cluster's transaction.version is below 2; exactly-once is not promised there,"
                            + " because a late request may join the wrong transaction (KIP-890). Upgrade the feature.",
                    product.qualifiedName());
        }
    }

    private @Nullable ProductParts resolve() {
        try {
            ProductParts parts = ProductParts.resolve(product, settings.registry(), settings.keys());
            if (product.topology().isPresent()) {
                parts.checkCode(settings.classes());
            }
            return parts;
        } catch (UnresolvedException unresolved) {
            problems.addAll(unresolved.problems());
            return null;
        }
    }

    private Set<TopicPartition> inputPartitions(Map<String, Integer> partitions) {
        return product.inputPorts().stream()
                .map(InputPort::topic)
                .flatMap(topic -> IntStream.range(0, partitions.getOrDefault(topic, 0))
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Integer> largestRecords(Map<String, Map<String, String>> topicSettings) {
        Map<String, Integer> largest = new HashMap<>();
        topicSettings.forEach((topic, config) -> {
            String bytes = config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
            if (bytes != null) {
                largest.put(topic, Integer.parseInt(bytes));
            }
        });
        return largest;
    }
}
