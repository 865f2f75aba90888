package io.millrace.runtime.lifecycle;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.access.NeededRights;
import io.millrace.contracts.access.Operation;
import io.millrace.contracts.access.Resource.Kind;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.provision.ProductRights;
import io.millrace.runtime.topology.UnresolvedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * Which of its rights a product lacks, each with the command that grants it. Brokers say what may be done with a topic;
 * of groups and transactional ids they say it by refusing.
 */
final class RightsCheck {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Product product;
    private final String principal;
    private final ClassLoader classes;
    private final String bootstrapServers;
    private final ClusterView cluster;
    private @Nullable NeededRights derived;
    private long nextNanos;

    RightsCheck(Product product, RuntimeSettings settings, ClusterView cluster) {
        this.product = product;
        this.principal = settings.principal().orElse(AccessRight.UNNAMED);
        this.classes = settings.classes();
        this.bootstrapServers = settings.kafka().getOrDefault("bootstrap.servers", "");
        this.cluster = cluster;
    }

    /**
     * What is lacking on topics that exist; empty on a cluster without an authorizer.
     *
     * @throws ClusterView.ClusterException where the cluster does not answer
     */
    List<String> lacking() {
        return told(needed().lacking(cluster.allowed(needed().topics())));
    }

    /**
     * Looks while the product runs, every few seconds: a right may be taken away that is needed only once something is
     * rejected, and topics that Kafka Streams makes are there only now.
     *
     * @throws ClusterView.ClusterException where the cluster does not answer; it is asked again later
     */
    Optional<Fault> look(long nowNanos) {
        if (nextNanos != 0 && nowNanos - nextNanos < 0) {
            return Optional.empty();
        }
        nextNanos = nowNanos + PERIOD_NANOS;
        List<String> lacking = lacking();
        return lacking.isEmpty()
                ? Optional.empty()
                : Optional.of(new Fault.Lasting(String.join(System.lineSeparator(), lacking)));
    }

    /**
     * What a refusal comes from; the refusal's own words where it is nothing that a product needs.
     *
     * @param refused an authorization exception of Kafka
     */
    String explain(Throwable refused) {
        List<String> lines = new ArrayList<>();
        lines.add(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        if (refused instanceof GroupAuthorizationException) {
            lines.addAll(told(needed().of(Kind.GROUP)));
        } else if (refused instanceof TransactionalIdAuthorizationException) {
            lines.addAll(told(needed().of(Kind.TRANSACTIONAL_ID)));
        } else if (refused instanceof TopicAuthorizationException) {
            lines.addAll(lackingNow());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** With internal topics that were not made: to make them is refused to who may see that they are not there. */
    private List<String> lackingNow() {
        try {
            Map<String, Set<Operation>> allowed = cluster.allowed(needed().topics());
            List<AccessRight> lacking = needed().lacking(allowed);
            return told(
                    lacking.isEmpty()
                            ? needed().of(Kind.TOPIC).stream()
                                    .filter(right -> right.operation() == Operation.CREATE
                                            && !allowed.containsKey(
                                                    right.resource().name()))
                                    .toList()
                            : lacking);
        } catch (ClusterView.ClusterException noAnswer) {
            return List.of();
        }
    }

    private List<String> told(List<AccessRight> rights) {
        return rights.stream().map(right -> right.missing(bootstrapServers)).toList();
    }

    /** None where the contracts do not compile: the start says so by itself. */
    private synchronized NeededRights needed() {
        NeededRights known = derived;
        if (known == null) {
            try {
                known = ProductRights.of(product, principal, classes);
            } catch (UnresolvedException unresolved) {
                known = new NeededRights(principal, product.qualifiedName());
            }
            derived = known;
        }
        return known;
    }
}
