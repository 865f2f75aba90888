package io.millrace.cli.config;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.source.SourceDescriptor;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names that may stand in {@code product.<name>.} and {@code source.<name>.}.
 *
 * @param products names of products, plain and qualified by the domain
 * @param sources names of sources
 */
public record KnownNames(Set<String> products, Set<String> sources) {

    /** Of a mesh. */
    public static KnownNames of(Mesh mesh) {
        Set<String> products = new TreeSet<>();
        for (Product product : mesh.products()) {
            products.add(product.name());
            products.add(product.qualifiedName());
        }
        return new KnownNames(
                products, mesh.sources().stream().map(SourceDescriptor::name).collect(Collectors.toSet()));
    }

    /** Where no mesh is at hand: keys of products and sources are not in use. */
    public static KnownNames none() {
        return new KnownNames(Set.of(), Set.of());
    }
}
