package io.millrace.runtime.provision;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.topology.TopologyOutline;
import io.millrace.runtime.topology.UnresolvedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The grants that products need: READ for the consumers named in the roles of contracts, and for the principal of a
 * product what its topology does and no more. Literal, but for transactional ids, in which Kafka Streams puts an id of
 * its own making behind the application id.
 */
final class Grants {
    private static final AclBindingFilter ALLOWED = new AclBindingFilter(
            ResourcePatternFilter.ANY,
            new AccessControlEntryFilter(null, null, AclOperation.ANY, AclPermissionType.ALLOW));

    private final Set<Grant> wanted = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    /** One principal's right to do one thing with one resource, from any host. */
    record Grant(String principal, AclOperation operation, ResourcePattern resource, String why) {
        AclBinding binding() {
            return new AclBinding(resource, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
        }

        String words() {
            String kind = resource.resourceType()
                    .name()
                    .toLowerCase(java.util.Locale.ROOT)
                    .replace('_', ' ');
            String prefixed = resource.patternType() == PatternType.PREFIXED ? "s with prefix " : " ";
            return "grant " + principal + " " + operation + " on " + kind + prefixed + resource.name() + " (" + why
                    + ")";
        }
    }

    /**
     * What products need.
     *
     * @param options with the principals of products; those without one get no grants of their own
     */
    static Grants wantedBy(Collection<Product> products, PlanOptions options) {
        var grants = new Grants();
        for (Product product : products) {
            for (OutputPort port : product.outputPorts()) {
                port.contract()
                        .readers()
                        .forEach(reader -> grants.wanted.add(new Grant(
                                reader.principal(),
                                AclOperation.READ,
                                literal(ResourceType.TOPIC, port.topic()),
                                "role " + reader.role())));
            }
            String principal = options.principals().get(product.qualifiedName());
            if (principal != null) {
                grants.wantToRun(product, principal, grants.internalTopics(product, options.classes()));
            }
        }
        return grants;
    }

    private Set<String> internalTopics(Product product, ClassLoader classes) {
        try {
            return TopologyOutline.of(product, classes).internalTopics();
        } catch (UnresolvedException refused) {
            if (product.topology().isEmpty()) {
                throw refused;
            }
            notes.add("product " + product.qualifiedName() + ": the grants on the internal topics of its Java topology"
                    + " are missing from this plan, since only its code tells them: " + refused.getMessage());
            return Set.of();
        }
    }

    private void wantToRun(Product product, String principal, Set<String> internalTopics) {
        String why = "product " + product.qualifiedName();
        for (InputPort input : product.inputPorts()) {
            want(principal, ResourceType.TOPIC, input.topic(), why, AclOperation.READ, AclOperation.DESCRIBE_CONFIGS);
            input.watermarkTopic()
                    .ifPresent(topic -> want(principal, ResourceType.TOPIC, topic, why, AclOperation.DESCRIBE));
        }
        for (OutputPort port : product.outputPorts()) {
            want(principal, ResourceType.TOPIC, port.topic(), why, AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS);
        }
        want(
                principal,
                ResourceType.TOPIC,
                product.deadLetterTopic(),
                why,
                AclOperation.WRITE,
                AclOperation.DESCRIBE_CONFIGS);
        product.delivery()
                .periods()
                .ifPresent(periods -> want(
                        principal,
                        ResourceType.TOPIC,
                        periods.topic(),
                        why,
                        AclOperation.WRITE,
                        AclOperation.DESCRIBE_CONFIGS));
        for (String topic : internalTopics) {
            want(
                    principal,
                    ResourceType.TOPIC,
                    topic,
                    why,
                    AclOperation.CREATE,
                    AclOperation.READ,
                    AclOperation.WRITE,
                    AclOperation.DESCRIBE_CONFIGS);
        }
        want(principal, ResourceType.GROUP, product.applicationId(), why, AclOperation.READ);
        if (!product.delivery().mayRepeat()) {
            wanted.add(new Grant(
                    principal,
                    AclOperation.WRITE,
                    new ResourcePattern(
                            ResourceType.TRANSACTIONAL_ID, product.applicationId() + "-", PatternType.PREFIXED),
                    why));
        }
    }

    private void want(String principal, ResourceType type, String name, String why, AclOperation... operations) {
        for (AclOperation operation : operations) {
            wanted.add(new Grant(principal, operation, literal(type, name), why));
        }
    }

    private static ResourcePattern literal(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    /**
     * Adds the grants that are missing.
     *
     * @return notes about what cannot be granted
     * @throws ProvisioningException where the cluster refuses to show its access control lists, or does not answer
     */
    List<String> compare(Admin admin, Collection<Change> changes) {
        if (wanted.isEmpty()) {
            return notes;
        }
        Collection<AclBinding> there;
        try {
            there = Answers.of(admin.describeAcls(ALLOWED).values(), "read the cluster's access control lists");
        } catch (ProvisioningException refused) {
            if (refused.getCause() instanceof SecurityDisabledException) {
                notes.add("the cluster has no authorizer, so everyone may read; " + wanted.size()
                        + " grant(s) take effect once it has one and the plan is applied");
                return notes;
            }
            throw refused;
        }
        wanted.stream()
                .filter(grant -> !there.contains(grant.binding()))
                .forEach(grant -> changes.add(new Change.GrantAccess(grant)));
        return notes;
    }
}
