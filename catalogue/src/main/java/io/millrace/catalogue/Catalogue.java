package io.millrace.catalogue;

import io.millrace.catalogue.asyncapi.AsyncApi;
import io.millrace.catalogue.lineage.LineageGraph;
import io.millrace.catalogue.lineage.LineageSvg;
import io.millrace.catalogue.lineage.Mermaid;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.page.Pages;
import io.millrace.catalogue.page.Site;
import io.millrace.contracts.compatibility.ProductDifference;
import io.millrace.contracts.mesh.Mesh;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The documents of a mesh. */
public final class Catalogue {
    private Catalogue() {}

    /** Every file of the site by its path; equal for an equal mesh. */
    public static SortedMap<String, String> of(Mesh mesh, CatalogueOptions options) {
        return of(mesh, options, List.of());
    }

    /**
     * As {@link #of(Mesh, CatalogueOptions)}, with what changed.
     *
     * @param differences from an earlier version of the mesh to this one
     */
    public static SortedMap<String, String> of(
            Mesh mesh, CatalogueOptions options, List<ProductDifference> differences) {
        CatalogueModel model = CatalogueModel.of(mesh);
        LineageGraph graph = LineageGraph.of(model);
        SortedMap<String, String> files =
                new TreeMap<>(Pages.of(new Site(model, graph, options, new ChangeLogs(mesh.root())::of, differences)));
        files.put("lineage.mmd", Mermaid.of(graph));
        files.put("lineage.svg", LineageSvg.file(graph) + "\n");
        for (ProductEntry product : model.products()) {
            files.put(product.folder() + "/asyncapi.yaml", AsyncApi.of(model, product, options));
            files.put(
                    product.folder() + "/lineage.mmd",
                    Mermaid.of(graph.around(product.product().qualifiedName())));
        }
        return Collections.unmodifiableSortedMap(files);
    }
}
