package io.millrace.runtime.provision;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.topology.CoPartitions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/** Finds what products need and do not have. */
public final class Provisioning {
    private final ExistingTopics existing;
    private final PlanOptions options;
    private final Map<String, WantedTopic> wanted = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final List<String> absentInputs = new ArrayList<>();

    private Provisioning(ExistingTopics existing, PlanOptions options) {
        this.existing = existing;
        this.options = options;
    }

    /**
     * Compares products with the cluster and the registry; changes nothing.
     *
     * @throws ProvisioningException where the cluster or the registry does not answer
     */
    public static ProvisioningPlan plan(
            List<Product> products, PlanOptions options, Admin admin, SchemaRegistry registry) {
        var provisioning = new Provisioning(ExistingTopics.read(admin, topics(products)), options);
        provisioning.wantAll(products);
        provisioning.conflicts.addAll(provisioning.absentInputs);
        provisioning.wanted.values().forEach(provisioning::compare);
        provisioning.checkReplication(admin);
        var subjects = new SubjectComparison(registry, provisioning.changes, provisioning.conflicts);
        try {
            products.forEach(subjects::compare);
        } catch (RegistryException noAnswer) {
            throw new ProvisioningException("could not compare with the registry: " + noAnswer.getMessage(), noAnswer);
        }
        Grants grants = Grants.wantedBy(products, options);
        List<String> notes = new ArrayList<>(grants.compare(admin, provisioning.changes));
        for (String orphan : Orphans.of(products, admin)) {
            if (options.destructive()) {
                provisioning.changes.add(new Change.DeleteTopic(orphan));
            } else {
                notes.add("topic " + orphan + " belongs to no port of its product any more; it is kept. millrace apply"
                        + " --execute --allow-destructive deletes it");
            }
        }
        return new ProvisioningPlan(
                provisioning.changes, provisioning.conflicts, provisioning.absentInputs, notes, admin, registry);
    }

    private static Set<String> topics(List<Product> products) {
        Set<String> topics = new TreeSet<>();
        for (Product product : products) {
            product.inputPorts().forEach(port -> topics.add(port.topic()));
            product.outputPorts().forEach(port -> topics.add(port.topic()));
            topics.add(product.deadLetterTopic());
            product.delivery().periods().ifPresent(periods -> topics.add(periods.topic()));
        }
        return topics;
    }

    /** {@link #plan(List, PlanOptions, Admin, SchemaRegistry)} where nothing else creates topics. */
    public static ProvisioningPlan plan(List<Product> products, Admin admin, SchemaRegistry registry) {
        return plan(products, PlanOptions.PLAIN, admin, registry);
    }

    /** Products that read what others of them serve come after those: the partitions follow the input's. */
    private void wantAll(List<Product> products) {
        List<Product> open = new ArrayList<>(products);
        while (!open.isEmpty()) {
            List<Product> known = open.stream().filter(this::knowsInputs).toList();
            // What reads a topic that nobody creates is told all the same.
            List<Product> next = known.isEmpty() ? List.copyOf(open) : known;
            next.forEach(this::wantTopics);
            open.removeAll(next);
        }
    }

    private boolean knowsInputs(Product product) {
        return product.inputPorts().stream()
                .allMatch(input ->
                        input.owned().isPresent() || partitionsOf(input.topic()).isPresent());
    }

    private void wantTopics(Product product) {
        OptionalInt replication = product.delivery().replication();
        int most = 0;
        Map<String, Integer> inputPartitions = new HashMap<>();
        for (InputPort input : product.inputPorts()) {
            input.owned().ifPresent(owned -> wanted.put(input.topic(), WantedTopic.input(input, owned)));
            OptionalInt partitions = partitionsOf(input.topic());
            if (partitions.isEmpty()) {
                absentInputs.add("product " + product.qualifiedName() + ", input port " + input.name() + ": topic "
                        + input.topic() + " does not exist and is not this product's to create; apply its source or the"
                        + " product that writes it first");
            } else {
                inputPartitions.put(input.name(), partitions.getAsInt());
                most = Math.max(most, partitions.getAsInt());
            }
        }
        for (OutputPort output : product.outputPorts()) {
            OptionalInt ofInputs = CoPartitions.expected(output, inputPartitions);
            if (ofInputs.isPresent()) {
                wanted.put(output.topic(), WantedTopic.output(output, ofInputs.getAsInt(), replication));
            }
        }
        conflicts.addAll(CoPartitions.problems(product, inputPartitions));
        if (most > 0) {
            wanted.put(
                    product.deadLetterTopic(), WantedTopic.deadLetters(product.deadLetterTopic(), most, replication));
            product.delivery()
                    .periods()
                    .ifPresent(
                            periods -> wanted.put(periods.topic(), WantedTopic.periods(periods.topic(), replication)));
        }
    }

    /** Replicas are on different brokers. Kafka Streams asks for its internal topics only while the product starts. */
    private void checkReplication(Admin admin) {
        int most = wanted.values().stream()
                .map(WantedTopic::replication)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max()
                .orElse(1);
        if (most > 1) {
            int brokers = Answers.of(admin.describeCluster().nodes(), "count the brokers")
                    .size();
            if (brokers < most) {
                List<String> topics = wanted.values().stream()
                        .filter(topic -> topic.replication().orElse(0) > brokers)
                        .map(WantedTopic::name)
                        .toList();
                conflicts.add(most + " replicas are wanted, but the cluster has " + brokers
                        + (brokers == 1 ? " broker" : " brokers") + ": " + String.join(", ", topics)
                        + "; set topics.replication to " + brokers + " or less in the configuration of this"
                        + " environment, or lower 'replication' in domain.yaml");
            }
        }
    }

    private OptionalInt partitionsOf(String topic) {
        OptionalInt there = existing.partitionsOf(topic);
        if (there.isPresent()) {
            return there;
        }
        WantedTopic planned = wanted.get(topic);
        Integer partitions = planned == null ? options.elsewhere().get(topic) : Integer.valueOf(planned.partitions());
        return partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions);
    }

    private void compare(WantedTopic topic) {
        OptionalInt partitions = existing.partitionsOf(topic.name());
        if (partitions.isEmpty()) {
            changes.add(new Change.CreateTopic(topic));
            return;
        }
        if (partitions.getAsInt() != topic.partitions()) {
            conflicts.add("topic " + topic.name() + " has " + partitions.getAsInt() + " partitions, wanted are "
                    + topic.partitions() + "; keys would move, so that needs a new major version");
        }
        Map<String, String> there = existing.settingsOf(topic.name());
        Map<String, String> differing = new HashMap<>();
        topic.settings().forEach((key, value) -> {
            String before = there.getOrDefault(key, "");
            if (deletes(key, before, value) && !options.destructive()) {
                conflicts.add("topic " + topic.name() + " has " + key + "=" + before + ", wanted is " + value
                        + "; that would delete records. If it is meant: millrace apply --execute --allow-destructive");
            } else if (!before.equals(value)) {
                differing.put(key, value);
            }
        });
        if (!differing.isEmpty()) {
            changes.add(new Change.AlterTopic(topic.name(), differing, there));
        }
    }

    private static boolean deletes(String key, String before, String after) {
        if (key.equals(TopicConfig.CLEANUP_POLICY_CONFIG)) {
            return !before.equals(after);
        }
        if (key.equals(TopicConfig.RETENTION_MS_CONFIG) && !before.isEmpty()) {
            long kept = Long.parseLong(before);
            return kept < 0 || kept > Long.parseLong(after);
        }
        return false;
    }
}
