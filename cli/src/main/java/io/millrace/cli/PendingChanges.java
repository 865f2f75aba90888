package io.millrace.cli;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.IngestTopics;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.runtime.provision.ProvisioningPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** What the topics of sources and the topics and subjects of products still lack. Sources first: products read them. */
public final class PendingChanges {
    private final Mesh mesh;
    private final Admin admin;
    private final SchemaRegistry registry;

    public PendingChanges(Mesh mesh, Admin admin, SchemaRegistry registry) {
        this.mesh = mesh;
        this.admin = admin;
        this.registry = registry;
    }

    /**
     * Each change in words; empty if there is none.
     *
     * @param note takes what no plan can change and a person should know
     * @throws CommandException where something is there that does not fit and cannot be changed without losing data
     */
    List<String> inWords(Consumer<String> note) {
        List<String> changes = new ArrayList<>(IngestTopics.pending(admin, mesh.sources()));
        ProvisioningPlan products = products();
        changes.addAll(products.changes());
        products.notes().forEach(note);
        return changes;
    }

    /**
     * Makes the changes, telling each.
     *
     * @throws CommandException as {@link #inWords}
     */
    public void apply(Consumer<String> say) {
        IngestTopics.apply(admin, mesh.sources(), say);
        products().apply(say);
    }

    private ProvisioningPlan products() {
        Map<String, Integer> captured = mesh.sources().stream()
                .flatMap(source -> source.tables().stream())
                .collect(Collectors.toMap(CapturedTable::topic, CapturedTable::partitions));
        ProvisioningPlan plan = Provisioning.plan(mesh.products(), captured, admin, registry);
        if (!plan.conflicts().isEmpty()) {
            throw new CommandException("cannot be changed without losing data:" + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", plan.conflicts()));
        }
        return plan;
    }
}
