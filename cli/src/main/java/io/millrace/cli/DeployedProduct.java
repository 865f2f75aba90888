package io.millrace.cli;

import io.millrace.contracts.jar.TopologyJar;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import java.util.Optional;

/**
 * A product and where it comes from.
 *
 * @param product as it is to be in this environment
 * @param mesh it was resolved in
 * @param jar empty where it comes from a folder
 */
record DeployedProduct(Product product, Mesh mesh, Optional<TopologyJar> jar) {

    /** Digest of the jar; empty for a folder. */
    String digest() {
        return jar.map(found -> found.manifest().digest()).orElse("");
    }
}
