package io.millrace.runtime.topology;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Processor;
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
        ProductParts parts = ProductParts.resolve(product, new EveryId(), KeyRing.inMemory(joinDomains(product)));
        TopologyEnvironment environment = TopologyEnvironment.standalone(new BalanceBoard(), InstantSource.system());
        return new TopologyOutline(
                product, ProductTopology.build(parts, environment).describe());
    }

    /** The changelog topics that Kafka Streams creates for it, in order of their names. */
    public Set<String> internalTopics() {
        Set<String> withoutLog = new HashSet<>();
        for (InputPort input : product.inputPorts()) {
            // One is restored from the input topic itself, the other is a file that only keeps an id.
            withoutLog.add(NodeNames.eventIds(input));
            withoutLog.add(NodeNames.anchor(input));
        }
        Set<String> topics = new TreeSet<>();
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

    private static Set<String> joinDomains(Product product) {
        return product.outputPorts().stream()
                .flatMap(port -> port.contract().fields().stream())
                .map(field -> field.mask())
                .filter(Mask.Pseudonymize.class::isInstance)
                .map(mask -> ((Mask.Pseudonymize) mask).joinDomain())
                .collect(Collectors.toSet());
    }

    /** Answers as if every schema were registered: ids go into records only, and here none is written. */
    private static final class EveryId implements SchemaRegistry {
        @Override
        public int register(String subject, Schema schema) {
            return 0;
        }

        @Override
        public Optional<Integer> idOf(String subject, Schema schema) {
            return Optional.of(0);
        }

        @Override
        public Optional<Schema> schemaById(int id) {
            return Optional.empty();
        }

        @Override
        public void setCompatibility(String subject, String level) {}

        @Override
        public Optional<String> compatibility(String subject) {
            return Optional.empty();
        }

        @Override
        public List<Schema> versions(String subject) {
            return List.of();
        }

        @Override
        public List<String> objections(String subject, Schema schema) {
            return List.of();
        }
    }
}
