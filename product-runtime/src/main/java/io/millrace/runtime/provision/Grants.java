package io.millrace.runtime.provision;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.access.Operation;
import io.millrace.contracts.access.Resource;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.topology.TopologyOutline;
import io.millrace.runtime.topology.UnresolvedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The grants of a plan: READ for the consumers named in the roles of contracts, what each product does for the principal
 * it runs as, and what others than products need.
 */
final class Grants {
    private static final AclBindingFilter ALLOWED = new AclBindingFilter(
            ResourcePatternFilter.ANY,
            new AccessControlEntryFilter(null, null, AclOperation.ANY, AclPermissionType.ALLOW));

    private final Set<AccessRight> wanted = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final boolean unseen;

    private Grants(boolean unseen) {
        this.unseen = unseen;
    }

    /** What products need, as far as it is said whom they run as, and what others need. */
    static Grants wantedBy(Collection<Product> products, PlanOptions options) {
        var grants = new Grants(options.unseen());
        grants.wanted.addAll(options.others());
        for (Product product : products) {
            for (OutputPort port : product.outputPorts()) {
                port.contract()
                        .readers()
                        .forEach(reader -> grants.wanted.add(new AccessRight(
                                reader.principal(),
                                Operation.READ,
                                Resource.topic(port.topic()),
                                "role " + reader.role())));
            }
            String principal = options.principals().get(product.qualifiedName());
            if (principal != null) {
                grants.wanted.addAll(ProductRights.of(product, principal, grants.outline(product, options.classes()))
                        .all());
            }
        }
        return grants;
    }

    private Optional<TopologyOutline> outline(Product product, ClassLoader classes) {
        try {
            return Optional.of(TopologyOutline.of(product, classes));
        } catch (UnresolvedException refused) {
            if (product.topology().isEmpty()) {
                throw refused;
            }
            notes.add("product " + product.qualifiedName() + ": the grants on the internal topics of its Java topology"
                    + " are missing from this plan, since only its code tells them: " + refused.getMessage());
            return Optional.empty();
        }
    }

    /** The right as the cluster keeps it, from any host. */
    static AclBinding binding(AccessRight right) {
        Resource resource = right.resource();
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(resource.kind().name()),
                        resource.name(),
                        resource.prefix() ? PatternType.PREFIXED : PatternType.LITERAL),
                new AccessControlEntry(
                        right.principal(),
                        "*",
                        AclOperation.valueOf(right.operation().name()),
                        AclPermissionType.ALLOW));
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
            if (unseen && refused.getCause() instanceof ClusterAuthorizationException) {
                notes.add(wanted.size() + " grant(s) are not compared, since this principal may not see them; what the"
                        + " product itself may do is asked of the brokers");
                return notes;
            }
            throw refused;
        }
        wanted.stream()
                .filter(right -> !there.contains(binding(right)))
                .forEach(right -> changes.add(new Change.GrantAccess(right)));
        return notes;
    }
}
