package io.millrace.runtime.provision;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.deadletter.DeadLetterSchema;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.TopologyOutline;
import io.millrace.runtime.topology.UnresolvedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Finds what a product has made or was given, by the names that only it uses. Never what others own: raw topics, events
 * and their schemas stay, whoever made them.
 */
public final class Removal {
    private final Product product;
    private final ClassLoader classes;
    private final Admin admin;
    private final SchemaRegistry registry;
    private final List<Deletion> deletions = new ArrayList<>();
    private final List<String> conflicts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Removal(Product product, ClassLoader classes, Admin admin, SchemaRegistry registry) {
        this.product = product;
        this.classes = classes;
        this.admin = admin;
        this.registry = registry;
    }

    /**
     * Looks for everything; deletes nothing.
     *
     * @param others the other products of the mesh; what they read or serve is not deleted
     * @param principal the product runs as and no other product of the mesh does; its grants on inputs are revoked
     * @param stateDirectory of the product's instance on this machine
     * @param classes where its Java topology is loaded from, if it has one: only that tells its internal topics
     * @throws ProvisioningException where the cluster or the registry does not answer
     */
    public static RemovalPlan plan(
            Product product,
            Collection<Product> others,
            Optional<String> principal,
            Path stateDirectory,
            ClassLoader classes,
            Admin admin,
            SchemaRegistry registry) {
        var removal = new Removal(product, classes, admin, registry);
        Map<String, String> topics = removal.topics();
        removal.checkReaders(topics.keySet(), others);
        boolean group = removal.checkMembers();
        removal.revoke(topics.keySet(), principal);
        topics.forEach((topic, role) -> removal.deletions.add(new Deletion.Topic(topic, role)));
        removal.deleteSubjects(topics.keySet());
        if (group) {
            removal.deletions.add(new Deletion.Group(product.applicationId()));
        }
        Path state = stateDirectory.resolve(product.applicationId());
        if (Files.isDirectory(state)) {
            removal.deletions.add(new Deletion.State(state));
        }
        for (InputPort input : product.inputPorts()) {
            removal.notes.add("topic " + input.topic() + " is an input and is kept");
        }
        return new RemovalPlan(removal.deletions, removal.conflicts, removal.notes, admin, registry);
    }

    /** Those that exist, with their roles. */
    private Map<String, String> topics() {
        Map<String, String> wanted = new LinkedHashMap<>();
        product.outputPorts().forEach(port -> wanted.put(port.topic(), "output port " + port.name()));
        Orphans.of(List.of(product), admin).forEach(topic -> wanted.put(topic, "a port it once had"));
        wanted.put(product.deadLetterTopic(), "dead letters");
        product.delivery().periods().ifPresent(periods -> wanted.put(periods.topic(), "periods"));
        internalTopics().forEach(topic -> wanted.put(topic, "internal"));
        product.inputPorts().forEach(input -> wanted.remove(input.topic()));
        wanted.keySet()
                .retainAll(
                        ExistingTopics.read(admin, wanted.keySet()).partitions().keySet());
        return wanted;
    }

    private Set<String> internalTopics() {
        try {
            return TopologyOutline.of(product, classes).internalTopics();
        } catch (UnresolvedException refused) {
            if (product.topology().isEmpty()) {
                throw refused;
            }
            conflicts.add("the internal topics of its Java topology are told by its code alone, which is not here; give"
                    + " the jar that it ran from: " + refused.getMessage());
            return Set.of();
        }
    }

    private void checkReaders(Set<String> topics, Collection<Product> others) {
        for (Product other : others) {
            Set<String> read = other.inputPorts().stream()
                    .map(InputPort::topic)
                    .filter(topics::contains)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!read.isEmpty()) {
                conflicts.add("product " + other.qualifiedName() + " reads " + String.join(", ", read)
                        + "; destroy it first, or let it read something else");
            }
        }
        product.outputPorts()
                .forEach(port -> port.contract().readers().forEach(reader -> {
                    if (topics.contains(port.topic())) {
                        notes.add(reader.principal() + " reads " + port.topic() + " (role " + reader.role()
                                + " of contract " + port.contract().id() + ")");
                    }
                }));
    }

    /** Refuses while anybody is in the group; whether there is such a group. */
    private boolean checkMembers() {
        String group = product.applicationId();
        ConsumerGroupDescription found;
        try {
            found = Objects.requireNonNull(
                    Answers.of(admin.describeConsumerGroups(List.of(group)).all(), "look at consumer group " + group)
                            .get(group),
                    group);
        } catch (ProvisioningException refused) {
            if (refused.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw refused;
        }
        if (found.groupState() == GroupState.DEAD) {
            return false;
        }
        if (!found.members().isEmpty()) {
            String members = found.members().stream()
                    .map(member -> member.groupInstanceId().orElse(member.consumerId()) + " at " + member.host())
                    .sorted()
                    .collect(Collectors.joining(", "));
            conflicts.add(
                    "consumer group " + group + " has members: " + members + "; stop them. One that was stopped stays"
                            + " a member until its session ends (session.timeout.ms, 45 s if not set)");
        }
        return true;
    }

    private void revoke(Set<String> topics, Optional<String> principal) {
        Collection<AclBinding> there;
        try {
            there = Answers.of(admin.describeAcls(AclBindingFilter.ANY).values(), "read the access control lists");
        } catch (ProvisioningException refused) {
            if (refused.getCause() instanceof SecurityDisabledException) {
                return;
            }
            throw refused;
        }
        Set<String> inputs = product.inputPorts().stream()
                .flatMap(input -> Stream.concat(Stream.of(input.topic()), input.watermarkTopic().stream()))
                .collect(Collectors.toSet());
        for (AclBinding binding : there) {
            boolean onInput =
                    principal.equals(Optional.of(binding.entry().principal())) && isTopic(binding.pattern(), inputs);
            if (onInput || isTopic(binding.pattern(), topics) || isOurs(binding.pattern())) {
                deletions.add(new Deletion.Grant(binding));
            }
        }
    }

    private static boolean isTopic(ResourcePattern resource, Set<String> topics) {
        return resource.resourceType() == ResourceType.TOPIC
                && resource.patternType() == PatternType.LITERAL
                && topics.contains(resource.name());
    }

    private boolean isOurs(ResourcePattern resource) {
        boolean group = resource.resourceType() == ResourceType.GROUP
                && resource.patternType() == PatternType.LITERAL
                && resource.name().equals(product.applicationId());
        boolean transactions = resource.resourceType() == ResourceType.TRANSACTIONAL_ID
                && resource.patternType() == PatternType.PREFIXED
                && resource.name().equals(product.applicationId() + "-");
        return group || transactions;
    }

    private void deleteSubjects(Set<String> topics) {
        Set<String> subjects = new TreeSet<>();
        topics.forEach(topic -> subjects.add(ProductParts.valueSubject(topic)));
        product.outputPorts().forEach(port -> subjects.add(ProductParts.valueSubject(port.topic())));
        subjects.add(DeadLetterSchema.subject(product.deadLetterTopic()));
        product.delivery().periods().ifPresent(periods -> subjects.add(ProductParts.valueSubject(periods.topic())));
        try {
            for (String subject : subjects) {
                if (!registry.versions(subject).isEmpty()) {
                    deletions.add(new Deletion.Subject(subject));
                }
            }
        } catch (RegistryException noAnswer) {
            throw new ProvisioningException("could not look at the registry: " + noAnswer.getMessage(), noAnswer);
        }
    }
}
