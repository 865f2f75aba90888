package io.millrace.runtime.provision;

import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Finds what products need and do not have. */
public final class Provisioning {
    private Provisioning() {}

    /**
     * Compares products with the cluster and the registry; changes nothing.
     *
     * @throws ProvisioningException where the cluster or the registry does not answer
     */
    public static ProvisioningPlan plan(List<Product> products, Admin admin, SchemaRegistry registry) {
        throw new UnsupportedOperationException();
    }
}
