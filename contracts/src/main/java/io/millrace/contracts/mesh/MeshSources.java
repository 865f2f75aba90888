package io.millrace.contracts.mesh;

import io.millrace.contracts.resolve.Domain;
import io.millrace.contracts.source.SourceDescriptor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sources of a mesh, without its products: for what must work before contracts are right.
 *
 * @param root the mesh's folder
 * @param sources ordered by name
 * @param domains by the folder of their {@code domain.yaml}
 */
public record MeshSources(Path root, List<SourceDescriptor> sources, Map<Path, Domain> domains) {
    public MeshSources {
        sources = List.copyOf(sources);
        domains = Map.copyOf(domains);
    }

    /**
     * Reads the sources of the mesh around a folder or a product.
     *
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every error of a source
     */
    public static MeshSources load(Path folder, MeshOptions options) {
        return MeshLoader.loadSources(folder, options);
    }
}
