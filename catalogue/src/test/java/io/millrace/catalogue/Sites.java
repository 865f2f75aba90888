package io.millrace.catalogue;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import java.nio.file.Path;
import java.util.SortedMap;

/** Sites of meshes for tests. */
public final class Sites {
    private Sites() {}

    /** The shop of the examples. */
    public static Mesh shop() {
        return Mesh.load(Path.of("../examples/shop"), MeshOptions.DEFAULT);
    }

    public static SortedMap<String, String> of(Mesh mesh) {
        return Catalogue.of(mesh, CatalogueOptions.DEFAULT);
    }
}
