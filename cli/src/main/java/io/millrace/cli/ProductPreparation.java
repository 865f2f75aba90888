package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.lifecycle.NotYetException;
import io.millrace.runtime.lifecycle.Preparation;
import io.millrace.runtime.lifecycle.ProductStartException;
import io.millrace.runtime.peer.Peers;
import io.millrace.runtime.provision.PlanOptions;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.runtime.provision.ProvisioningPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a product has the topics, subjects and grants that its contracts ask for, and gets along with the
 * instances that run, before it starts.
 */
final class ProductPreparation implements Preparation {
    private static final Logger LOG = LoggerFactory.getLogger(ProductPreparation.class);

    private final Product product;
    private final Configuration configuration;
    private final SchemaRegistry registry;
    private final boolean apply;
    private final Peers peers;
    private final ClassLoader classes;
    private volatile boolean pending;

    /**
     * @param apply whether it makes what is missing, or refuses the product
     * @param classes of its Java topology, if it has one
     */
    ProductPreparation(
            Product product,
            Configuration configuration,
            SchemaRegistry registry,
            boolean apply,
            Peers peers,
            ClassLoader classes) {
        this.product = product;
        this.configuration = configuration;
        this.registry = registry;
        this.apply = apply;
        this.peers = peers;
        this.classes = classes;
    }

    /** Whether the product was refused because changes are pending. */
    boolean isPending() {
        return pending;
    }

    @Override
    public void prepare() throws ProductStartException {
        try (Admin admin = admin()) {
            ProvisioningPlan plan = Provisioning.plan(List.of(product), options(), admin, registry);
            plan.notes().forEach(LOG::info);
            boolean changes = !plan.changes().isEmpty();
            List<String> conflicts = new ArrayList<>(plan.conflicts());
            conflicts.removeAll(plan.absentInputs());
            if (!conflicts.isEmpty()) {
                throw new ProductStartException(product.qualifiedName(), conflicts);
            }
            if (changes && !apply) {
                pending = true;
                List<String> problems = new ArrayList<>(plan.changes());
                problems.add("changes are pending; use --apply or millrace apply");
                throw new ProductStartException(product.qualifiedName(), problems);
            }
            if (!plan.absentInputs().isEmpty()) {
                throw new NotYetException(String.join("; ", plan.absentInputs()));
            }
            plan.apply(LOG::info);
        }
        List<String> refusals = peers.join();
        if (!refusals.isEmpty()) {
            throw new ProductStartException(product.qualifiedName(), refusals);
        }
    }

    /** Who makes what is missing may be somebody else; who only looks is the product, with the rights it has anyway. */
    private Admin admin() {
        return apply
                ? Connections.admin(configuration)
                : Connections.admin(configuration.kafkaOfProduct(product.name(), product.qualifiedName()));
    }

    private PlanOptions options() {
        PlanOptions options = new PlanOptions(
                        Map.of(), PendingChanges.principals(List.of(product), configuration), false)
                .with(classes);
        return apply ? options : options.unseeing();
    }

    /** The product has stopped. */
    void leave() {
        peers.leave();
    }
}
