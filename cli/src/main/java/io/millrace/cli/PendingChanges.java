package io.millrace.cli;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.ingest.IngestTopics;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.runtime.provision.ProvisioningPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
     * @throws CommandException where something is there that does not fit and cannot be changed without losing data
     */
    List<String> inWords() {
        List<String> changes = new ArrayList<>(IngestTopics.pending(admin, mesh.sources()));
        changes.addAll(products().changes());
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
        ProvisioningPlan plan = Provisioning.plan(mesh.products(), admin, registry);
        if (!plan.conflicts().isEmpty()) {
            throw new CommandException("cannot be changed without losing data:" + System.lineSeparator() + "  "
                    + String.join(System.lineSeparator() + "  ", plan.conflicts()));
        }
        return plan;
    }
}
