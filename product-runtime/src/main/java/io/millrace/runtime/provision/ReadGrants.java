package io.millrace.runtime.provision;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
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

/** The READ grants that contracts give to the consumers named in their roles. */
final class ReadGrants {
    private static final AclBindingFilter READS = new AclBindingFilter(
            new ResourcePatternFilter(ResourceType.TOPIC, null, PatternType.LITERAL),
            new AccessControlEntryFilter(null, null, AclOperation.READ, AclPermissionType.ALLOW));

    private final Set<Grant> wanted;

    /** One consumer's right to read one topic, from any host. */
    record Grant(String role, String principal, String topic) {
        AclBinding binding() {
            return new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                    new AccessControlEntry(principal, "*", AclOperation.READ, AclPermissionType.ALLOW));
        }
    }

    private ReadGrants(Set<Grant> wanted) {
        this.wanted = wanted;
    }

    static ReadGrants wantedBy(Collection<Product> products) {
        var wanted = new LinkedHashSet<Grant>();
        for (Product product : products) {
            for (OutputPort port : product.outputPorts()) {
                port.contract()
                        .readers()
                        .forEach(reader -> wanted.add(new Grant(reader.role(), reader.principal(), port.topic())));
            }
        }
        return new ReadGrants(wanted);
    }

    /**
     * Adds the grants that are missing.
     *
     * @return notes about what cannot be granted
     * @throws ProvisioningException where the cluster refuses to show its access control lists, or does not answer
     */
    List<String> compare(Admin admin, Collection<Change> changes) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        Collection<AclBinding> there;
        try {
            there = Answers.of(admin.describeAcls(READS).values(), "read the cluster's access control lists");
        } catch (ProvisioningException refused) {
            if (refused.getCause() instanceof SecurityDisabledException) {
                return List.of("the cluster has no authorizer, so everyone may read; " + wanted.size()
                        + " READ grant(s) of the contracts take effect once it has one and the plan is applied");
            }
            throw refused;
        }
        wanted.stream()
                .filter(grant -> !there.contains(grant.binding()))
                .forEach(grant -> changes.add(new Change.GrantRead(grant)));
        return List.of();
    }
}
