package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.IngestTopics;
import io.millrace.ingest.access.IngestRights;
import io.millrace.ingest.gateway.Gateway;
import io.millrace.runtime.provision.PlanOptions;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.runtime.provision.ProvisioningPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * What the topics of sources, and the topics, subjects and grants of products still lack. Sources first: products read
 * them.
 */
public final class PendingChanges {
    private final Mesh mesh;
    private final Admin admin;
    private final SchemaRegistry registry;
    private final PlanOptions options;

    /** Without grants for principals, and without what deletes records. */
    public PendingChanges(Mesh mesh, Admin admin, SchemaRegistry registry) {
        this(mesh, admin, registry, PlanOptions.besides(captured(mesh)));
    }

    /**
     * With grants for the principals that the configuration names.
     *
     * @param destructive as in {@link PlanOptions#destructive}
     * @param classes as in {@link PlanOptions#classes}
     */
    PendingChanges(
            Mesh mesh,
            Admin admin,
            SchemaRegistry registry,
            Configuration configuration,
            boolean destructive,
            ClassLoader classes) {
        this(
                mesh,
                admin,
                registry,
                new PlanOptions(captured(mesh), principals(mesh.products(), configuration), destructive)
                        .with(others(mesh, configuration))
                        .with(classes));
    }

    private PendingChanges(Mesh mesh, Admin admin, SchemaRegistry registry, PlanOptions options) {
        this.mesh = mesh;
        this.admin = admin;
        this.registry = registry;
        this.options = options;
    }

    /** The principals that products run as, where the configuration names them. */
    static Map<String, String> principals(List<Product> products, Configuration configuration) {
        Map<String, String> principals = new HashMap<>();
        for (Product product : products) {
            configuration
                    .principalOfProduct(product.name(), product.qualifiedName())
                    .ifPresent(principal -> principals.put(product.qualifiedName(), principal));
        }
        return principals;
    }

    private static List<AccessRight> others(Mesh mesh, Configuration configuration) {
        List<AccessRight> rights = new ArrayList<>();
        for (SourceDescriptor source : mesh.sources()) {
            configuration
                    .principalOfSource(source.name())
                    .ifPresent(principal -> rights.addAll(
                            IngestRights.ofSource(source, principal).all()));
        }
        configuration
                .gateway()
                .principal()
                .ifPresent(principal -> rights.addAll(IngestRights.ofGateway(
                                mesh.events().stream().filter(Gateway::isServed).toList(), principal)
                        .all()));
        return rights;
    }

    /** What is pending; compares and changes nothing. */
    Found find() {
        List<String> changes = new ArrayList<>(IngestTopics.pending(admin, mesh.sources()));
        ProvisioningPlan products = products();
        changes.addAll(products.changes());
        List<String> conflicts = new ArrayList<>(IngestTopics.conflicts(admin, mesh.sources()));
        conflicts.addAll(products.conflicts());
        return new Found(changes, conflicts, products.notes());
    }

    /**
     * What a plan says.
     *
     * @param changes in words, in the order they are made
     * @param conflicts what stands in the way of applying any
     * @param notes what no plan can change and a person should know
     */
    record Found(List<String> changes, List<String> conflicts, List<String> notes) {
        Found {
            changes = List.copyOf(changes);
            conflicts = List.copyOf(conflicts);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Makes the changes, telling each.
     *
     * @throws CommandException where something stands in the way
     */
    public void apply(Consumer<String> say) {
        List<String> captured = IngestTopics.conflicts(admin, mesh.sources());
        if (!captured.isEmpty()) {
            throw cannotApply(captured);
        }
        IngestTopics.apply(admin, mesh.sources(), say);
        ProvisioningPlan plan = products();
        if (!plan.conflicts().isEmpty()) {
            throw cannotApply(plan.conflicts());
        }
        plan.apply(say);
    }

    /** Each conflict says what would have to be done first. */
    static CommandException cannotApply(List<String> conflicts) {
        return new CommandException("cannot be applied as it is:" + System.lineSeparator() + "  "
                + String.join(System.lineSeparator() + "  ", conflicts));
    }

    private ProvisioningPlan products() {
        return Provisioning.plan(mesh.products(), options, admin, registry);
    }

    private static Map<String, Integer> captured(Mesh mesh) {
        return mesh.sources().stream()
                .flatMap(source -> source.tables().stream())
                .collect(Collectors.toMap(CapturedTable::topic, CapturedTable::partitions));
    }
}
