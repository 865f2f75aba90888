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
 * @param open whether other names may stand there as well: no mesh is at hand to tell
 */
public record KnownNames(Set<String> products, Set<String> sources, boolean open) {

    /** These names and no other. */
    public KnownNames(Set<String> products, Set<String> sources) {
        this(products, sources, false);
    }

    /**
     * Of a whole mesh, also where one product of it is wanted: they share a file. A product that stands alone shares it
     * with products whose names are not at hand.
     */
    public static KnownNames of(Mesh mesh) {
        Set<String> products = new TreeSet<>();
        for (String qualified : mesh.productNames()) {
            products.add(qualified);
            products.add(qualified.substring(qualified.lastIndexOf('.') + 1));
        }
        for (Product product : mesh.products()) {
            products.add(product.name());
        }
        return new KnownNames(
                products,
                mesh.sources().stream().map(SourceDescriptor::name).collect(Collectors.toSet()),
                mesh.alone());
    }

    /** These and those. */
    public KnownNames and(KnownNames others) {
        Set<String> allProducts = new TreeSet<>(products);
        allProducts.addAll(others.products());
        Set<String> allSources = new TreeSet<>(sources);
        allSources.addAll(others.sources());
        return new KnownNames(allProducts, allSources, open || others.open());
    }

    /** Where no mesh is at hand: keys of products and sources are not in use, whatever their names. */
    public static KnownNames any() {
        return new KnownNames(Set.of(), Set.of(), true);
    }
}
