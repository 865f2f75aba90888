package io.millrace.runtime.provision;

import io.millrace.contracts.registry.SchemaRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * What is to be created or changed, in order. Applying a plan twice does no harm; records are deleted only where the
 * plan was made with {@link PlanOptions#destructive}.
 */
public final class ProvisioningPlan {
    private final List<Change> changes;
    private final List<String> conflicts;
    private final List<String> absentInputs;
    private final List<String> notes;
    private final Admin admin;
    private final SchemaRegistry registry;

    ProvisioningPlan(
            List<Change> changes,
            List<String> conflicts,
            List<String> absentInputs,
            List<String> notes,
            Admin admin,
            SchemaRegistry registry) {
        this.changes = List.copyOf(changes);
        this.conflicts = List.copyOf(conflicts);
        this.absentInputs = List.copyOf(absentInputs);
        this.notes = List.copyOf(notes);
        this.admin = admin;
        this.registry = registry;
    }

    /** Each change in words, such as {@code create topic checkout.orders.orders.v1 (6 partitions, cleanup.policy=compact)}. */
    public List<String> changes() {
        return changes.stream().map(Change::words).toList();
    }

    /** What stands in the way and is not for the plan to change; refuses {@link #apply}. */
    public List<String> conflicts() {
        return conflicts;
    }

    /** Those of {@link #conflicts} that end by themselves once somebody else has made the topic of an input. */
    public List<String> absentInputs() {
        return absentInputs;
    }

    /** What the plan cannot do anything about and a person should know. */
    public List<String> notes() {
        return notes;
    }

    /** Whether everything is there. */
    public boolean isEmpty() {
        return changes.isEmpty() && conflicts.isEmpty();
    }

    /**
     * Makes the changes, saying each before it is made. The admin client and the registry of the plan must still be open.
     *
     * @throws ProvisioningException where a change is refused; those before it stay
     * @throws IllegalStateException where there are {@link #conflicts}
     */
    public void apply(Consumer<String> say) {
        if (!conflicts.isEmpty()) {
            throw new IllegalStateException("nothing was applied: " + String.join("; ", conflicts));
        }
        for (Change change : changes) {
            say.accept(change.words());
            change.make(admin, registry);
        }
    }
}
