package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.compatibility.WrittenVersion;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.peer.Peers;
import io.millrace.runtime.topology.TopologyOutline;
import java.time.InstantSource;

/**
 * Where the products of a process run.
 *
 * @param options that they were resolved with
 * @param apply whether they make what they need
 */
record RunEnvironment(
        Configuration configuration, MeshOptions options, SchemaRegistry registry, KeyRing keys, boolean apply) {

    /**
     * What is to be done before a product starts.
     *
     * @param classes of its Java topology, if it has one
     * @throws io.millrace.runtime.topology.UnresolvedException where that is refused
     */
    ProductPreparation preparation(DeployedProduct deployed, ClassLoader classes) {
        Product product = deployed.product();
        var peers = new Peers(
                product,
                WrittenVersion.of(
                        product,
                        deployed.mesh(),
                        TopologyOutline.of(product, classes).division()),
                configuration.kafkaOfProduct(product.name(), product.qualifiedName()),
                configuration.instanceId(),
                options,
                InstantSource.system());
        return new ProductPreparation(product, configuration, registry, apply, peers, classes);
    }
}
