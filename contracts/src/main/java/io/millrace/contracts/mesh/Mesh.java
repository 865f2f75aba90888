package io.millrace.contracts.mesh;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.yaml.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Products and sources of a folder, resolved.
 *
 * @param root the folder that file names in problems are relative to
 * @param products ordered by domain and name
 * @param productNames {@code <domain>.<product>} of every product below the root, also where only one is wanted
 * @param sources ordered by name
 * @param events domain events that may be sent to the mesh, ordered by domain and name
 * @param warnings findings that do not refuse the mesh, warnings and notes, ordered by file and line
 * @param documents every descriptor as written, by file relative to the root
 * @param alone whether this is one product without the rest of its mesh, see {@link #loadAlone}
 */
public record Mesh(
        Path root,
        List<Product> products,
        List<String> productNames,
        List<SourceDescriptor> sources,
        List<DomainEvent> events,
        List<Problem> warnings,
        Map<String, Node.Mapping> documents,
        boolean alone) {

    public Mesh {
        products = List.copyOf(products);
        productNames = List.copyOf(productNames);
        sources = List.copyOf(sources);
        events = List.copyOf(events);
        warnings = List.copyOf(warnings);
        documents = Map.copyOf(documents);
    }

    /** The same mesh with only some of its products wanted. */
    public Mesh only(Predicate<Product> wanted) {
        return new Mesh(
                root,
                products.stream().filter(wanted).toList(),
                productNames,
                sources,
                events,
                warnings,
                documents,
                alone);
    }

    /** The same mesh, every topic it declares with so many replicas, whatever its domains say. */
    public Mesh withReplication(int replicas) {
        return new Mesh(
                root,
                products.stream()
                        .map(product -> product.withReplication(replicas))
                        .toList(),
                productNames,
                sources.stream().map(source -> source.withReplication(replicas)).toList(),
                events.stream().map(event -> event.withReplication(replicas)).toList(),
                warnings,
                documents,
                alone);
    }

    /** The same mesh with what else was found. */
    public Mesh withWarnings(List<Problem> found) {
        return new Mesh(root, products, productNames, sources, events, found, documents, alone);
    }

    /**
     * Reads a mesh folder, a product's folder or a {@code product.odps.yaml}. For the latter two, contracts, sources
     * and domain defaults come from the enclosing mesh: the nearest folder above that holds a {@code mesh.yaml}.
     *
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem of every file, errors and warnings
     */
    public static Mesh load(Path folder, MeshOptions options) {
        return load(folder, options, product -> List.of());
    }

    /**
     * As {@link #load(Path, MeshOptions)}, with a check of one's own: what it finds is reported beside the rest.
     *
     * @param check judges a wanted product whose files have no error
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem, those of the check included
     */
    public static Mesh load(Path folder, MeshOptions options, Function<Product, List<Problem>> check) {
        return MeshLoader.load(folder, options, check);
    }

    /**
     * Loads one product from the files that {@link ProductFiles} names. Other products among them only say what they
     * serve; the mesh has no sources, since what other products ask of them is not there.
     *
     * @param root folder of the files, each at the path it has in its mesh
     * @param rootName what a domain is called that is declared at the root and does not name itself
     * @param descriptor the product's descriptor, relative to the root
     * @param check as in {@link #load(Path, MeshOptions, Function)}
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem
     */
    public static Mesh loadAlone(
            Path root,
            String rootName,
            String descriptor,
            MeshOptions options,
            Function<Product, List<Problem>> check) {
        return MeshLoader.loadAlone(root, rootName, descriptor, options, check);
    }
}
