package io.millrace.cli;

import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.jar.TopologyJar;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one path of the command line brings to run: the products of a folder, or the one of a topology jar.
 *
 * @param mesh as declared
 * @param jar empty for a folder
 */
record Deployment(Mesh mesh, Optional<TopologyJar> jar) {

    /**
     * Reads a folder or a jar.
     *
     * @throws RefusedJarException where a jar is not whole, or cannot be run by this version
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem of the descriptors
     */
    static Deployment load(Path path, MeshOptions options, Function<Product, List<Problem>> check)
            throws RefusedJarException {
        if (TopologyJar.isJar(path)) {
            TopologyJar jar = TopologyJar.open(path);
            return new Deployment(jar.mesh(options, check), Optional.of(jar));
        }
        return new Deployment(Mesh.load(path, options, check), Optional.empty());
    }

    /** Its products, as the given mesh, which is this one configured, has them. */
    List<DeployedProduct> products(Mesh configured) {
        return configured.products().stream()
                .map(product -> new DeployedProduct(product, configured, jar))
                .toList();
    }
}
