package io.millrace.runtime.topology;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.peer.Peers;
import io.millrace.runtime.plan.ContractCheck;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/**
 * The topology of a product as it would run, built without a cluster, a registry or keys, so that whatever is derived
 * from it, such as grants and pictures, cannot differ from it.
 */
public record TopologyOutline(Product product, TopologyDescription description) {

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
        return new TopologyOutline(
                product, GovernedTopology.build(parts, environment).describe());
    }

    /** The topics that it creates itself, in order of their names: those of Kafka Streams, and that of its instances' versions. */
    public Set<String> internalTopics() {
        Set<String> withoutLog = new HashSet<>();
        for (InputPort input : product.judgedInputs()) {
            // One is restored from the input topic itself, the other is a file that only keeps an id.
            withoutLog.add(NodeNames.eventIds(input));
            withoutLog.add(NodeNames.anchor(input));
        }
        Set<String> topics = repartitionTopics();
        topics.add(Peers.topic(product.applicationId()));
        for (Subtopology part : description.subtopologies()) {
            for (TopologyDescription.Node node : part.nodes()) {
                if (node instanceof Processor processor) {
                    processor.stores().stream()
                            .filter(store -> !withoutLog.contains(store))
                            .forEach(store -> topics.add(product.applicationId() + "-" + store + "-changelog"));
                }
            }
        }
        return topics;
    }

    /** Those among them that it reads as well: Kafka Streams deletes their records once they are read. */
    public Set<String> repartitionTopics() {
        Set<String> inputs = product.inputPorts().stream().map(InputPort::topic).collect(Collectors.toSet());
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
}
