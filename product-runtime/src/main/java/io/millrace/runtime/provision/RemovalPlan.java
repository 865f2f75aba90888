package io.millrace.runtime.provision;

import io.millrace.contracts.registry.SchemaRegistry;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** What is to be deleted of a product, in order, and what stands in the way. Making it twice does no harm. */
public final class RemovalPlan {
    private final List<Deletion> deletions;
    private final List<String> conflicts;
    private final List<String> notes;
    private final Admin admin;
    private final SchemaRegistry registry;

    RemovalPlan(
            List<Deletion> deletions,
            List<String> conflicts,
            List<String> notes,
            Admin admin,
            SchemaRegistry registry) {
        this.deletions = List.copyOf(deletions);
        this.conflicts = List.copyOf(conflicts);
        this.notes = List.copyOf(notes);
        this.admin = admin;
        this.registry = registry;
    }

    /** Each deletion in words, such as {@code delete consumer group checkout.orders and its offsets}. */
    public List<String> deletions() {
        return deletions.stream().map(Deletion::words).toList();
    }

    /** What has to end first; refuses {@link #execute}. */
    public List<String> conflicts() {
        return conflicts;
    }

    /** What is kept, and who will miss what is deleted. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Deletes, saying each thing before. The admin client and the registry of the plan must still be open.
     *
     * @throws ProvisioningException where a deletion is refused; those before it are done, and the rest may be tried again
     * @throws IllegalStateException where there are {@link #conflicts}
     */
    public void execute(Consumer<String> say) {
        if (!conflicts.isEmpty()) {
            throw new IllegalStateException("nothing was deleted: " + String.join("; ", conflicts));
        }
        for (Deletion deletion : deletions) {
            say.accept(deletion.words());
            deletion.make(admin, registry);
        }
    }
}
