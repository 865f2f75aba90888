package io.millrace.runtime.topology;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.runtime.code.OpenTopology;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.peer.Peers;
import io.millrace.runtime.plan.ContractCheck;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.apache.kafka.streams.errors.StreamsException;

/**
 * The topology of a product as it would run, built without a cluster, a registry or keys, so that whatever is derived
 * from it, such as grants and pictures, cannot differ from it.
 *
 * @param changelogs the topics from which its stores are restored, by store
 */
public record TopologyOutline(Product product, TopologyDescription description, Map<String, String> changelogs) {

    /**
     * Builds it.
     *
     * @throws UnresolvedException where the product's contracts do not compile
     */
    public static TopologyOutline of(Product product) {
        return of(product, TopologyEnvironment.ownClasses());
    }

    /**
     * Builds it, with a Java topology from elsewhere.
     *
     * @throws UnresolvedException where the product's contracts do not compile, or its Java topology is refused
     */
    public static TopologyOutline of(Product product, ClassLoader classes) {
        var registry = new InMemoryRegistry();
        ProductParts.register(product, registry);
        ProductParts parts = ProductParts.resolve(product, registry, ContractCheck.standInKeys(product));
        TopologyEnvironment environment =
                TopologyEnvironment.standalone(new BalanceBoard(), InstantSource.system(), classes);
        OpenTopology topology = GovernedTopology.build(parts, environment);
        TopologyDescription description = topology.describe();
        try {
            return new TopologyOutline(product, description, topology.changelogs(product.applicationId()));
        } catch (StreamsException refused) {
            throw new UnresolvedException(List.of("Java topology: " + refused.getMessage()));
        }
    }

    /** The topics that it creates itself, in order of their names: those of Kafka Streams, and that of its instances' versions. */
    public Set<String> internalTopics() {
        Set<String> topics = repartitionTopics();
        topics.add(Peers.topic(product.applicationId()));
        topics.addAll(changelogs.values());
        // Event ids are restored from what was read.
        topics.removeAll(inputTopics());
        return topics;
    }

    /**
     * How the work of the product is divided into tasks, a line each: what a sub-topology reads, keeps and writes.
     * Instances of a group go by its numbers, so that those with other lines cannot share work.
     */
    public List<String> division() {
        List<String> lines = new ArrayList<>();
        for (Subtopology part : description.subtopologies()) {
            Set<String> facts = new TreeSet<>();
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof Source source) {
                    source.topicSet().forEach(topic -> facts.add("reads " + topic));
                } else if (node instanceof Processor processor) {
                    processor.stores().stream()
                            .filter(changelogs::containsKey)
                            .forEach(store -> facts.add("keeps " + store));
                } else if (node instanceof Sink sink) {
                    facts.add("writes " + sink.topic());
                }
            }
            facts.forEach(fact -> lines.add("sub-topology " + part.id() + " " + fact));
        }
        return lines;
    }

    /** Those among them that it reads as well: Kafka Streams deletes their records once they are read. */
    public Set<String> repartitionTopics() {
        Set<String> inputs = inputTopics();
        Set<String> topics = new TreeSet<>();
        for (Subtopology part : description.subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof Source source) {
                    source.topicSet().stream()
                            .filter(topic -> !inputs.contains(topic))
                            .forEach(topic -> topics.add(product.applicationId() + "-" + topic));
                }
            }
        }
        return topics;
    }

    private Set<String> inputTopics() {
        return product.inputPorts().stream().map(InputPort::topic).collect(Collectors.toSet());
    }
}
