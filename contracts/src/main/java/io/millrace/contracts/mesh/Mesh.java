package io.millrace.contracts.mesh;

import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.source.SourceDescriptor;
import java.nio.file.Path;
import java.util.List;

/**
 * Products and sources of a folder, resolved.
 *
 * @param root the folder that file names in problems are relative to
 * @param products ordered by domain and name
 * @param sources ordered by name
 * @param warnings findings that do not refuse the mesh, ordered by file and line
 */
public record Mesh(Path root, List<Product> products, List<SourceDescriptor> sources, List<Problem> warnings) {

    public Mesh {
        products = List.copyOf(products);
        sources = List.copyOf(sources);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a mesh folder, a product's folder or a {@code product.odps.yaml}. For the latter two, contracts, sources
     * and domain defaults come from the enclosing mesh: the nearest folder above that holds a {@code mesh.yaml}.
     *
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem of every file, errors and warnings
     */
    public static Mesh load(Path folder, MeshOptions options) {
        return MeshLoader.load(folder, options);
    }
}
