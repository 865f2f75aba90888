package io.millrace.runtime.provision;

import io.millrace.contracts.access.NeededRights;
import io.millrace.contracts.access.Operation;
import io.millrace.contracts.access.Resource;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.peer.Peers;
import io.millrace.runtime.topology.NodeNames;
import io.millrace.runtime.topology.TopologyOutline;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a product does on the cluster, and no more: derived from the topology as it would run. Literal, but for
 * transactional ids, in which Kafka Streams puts an id of its own making behind the application id.
 */
public final class ProductRights {
    private ProductRights() {}

    /**
     * The rights to run a product.
     *
     * @param principal whom it runs as, such as {@code User:orders}
     * @param classes where the Java topology of the product, if it has one, is loaded from
     * @throws io.millrace.runtime.topology.UnresolvedException where the product's contracts do not compile
     */
    public static NeededRights of(Product product, String principal, ClassLoader classes) {
        return of(product, principal, Optional.of(TopologyOutline.of(product, classes)));
    }

    /** @param outline empty where the code of a Java topology is not at hand, which alone tells its internal topics */
    static NeededRights of(Product product, String principal, Optional<TopologyOutline> outline) {
        var needed = new NeededRights(principal, "product " + product.qualifiedName());
        for (InputPort input : product.inputPorts()) {
            needed.want(Resource.topic(input.topic()), Operation.READ, Operation.DESCRIBE_CONFIGS);
            input.watermarkTopic().ifPresent(topic -> needed.want(Resource.topic(topic), Operation.DESCRIBE));
        }
        for (OutputPort port : product.outputPorts()) {
            wantToWrite(needed, port.topic());
        }
        wantToWrite(needed, product.deadLetterTopic());
        product.delivery().periods().ifPresent(periods -> wantToWrite(needed, periods.topic()));
        wantToKeep(needed, Peers.topic(product.applicationId()));
        outline.ifPresent(known -> wantInternals(needed, product, known));
        needed.want(Resource.group(product.applicationId()), Operation.READ);
        if (!product.delivery().mayRepeat()) {
            needed.want(Resource.transactionalIds(product.applicationId() + "-"), Operation.WRITE);
        }
        return needed;
    }

    private static void wantInternals(NeededRights needed, Product product, TopologyOutline outline) {
        outline.internalTopics().forEach(topic -> wantToKeep(needed, topic));
        outline.repartitionTopics().forEach(topic -> needed.want(Resource.topic(topic), Operation.DELETE));
        Set<String> ledgers = product.judgedInputs().stream()
                .map(input -> NodeNames.ledgerTopic(product, input))
                .collect(Collectors.toSet());
        ledgers.retainAll(outline.internalTopics());
        // Looked at before the start, with the topics that others know of.
        ledgers.forEach(topic -> needed.want(Resource.topic(topic), Operation.DESCRIBE_CONFIGS));
    }

    private static void wantToWrite(NeededRights needed, String topic) {
        needed.want(Resource.topic(topic), Operation.WRITE, Operation.DESCRIBE_CONFIGS);
    }

    private static void wantToKeep(NeededRights needed, String topic) {
        needed.want(Resource.topic(topic), Operation.CREATE, Operation.READ, Operation.WRITE);
    }
}
