package io.millrace.catalogue.page;

import io.millrace.catalogue.CatalogueOptions;
import io.millrace.catalogue.lineage.LineageGraph;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.contracts.avro.ContractSchema;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** All pages of a site, and what they need beside. */
public final class Pages {
    private Pages() {}

    /**
     * The files by path.
     *
     * @param changes gives the change log beside a contract's file, or an empty text
     */
    public static Map<String, String> of(
            CatalogueModel model, LineageGraph graph, CatalogueOptions options, UnaryOperator<String> changes) {
        Map<String, String> files = new TreeMap<>();
        files.put("index.html", new IndexPage(model, graph).write());
        files.put("style.css", ConsumePart.text("style.css"));
        files.put("site.js", ConsumePart.text("site.js"));
        files.put("search-index.js", SearchIndex.of(model));
        for (ProductEntry product : model.products()) {
            files.put(product.page(), new ProductPage(model, product, graph).write());
            for (PortEntry port : product.ports()) {
                String contract = port.port().contract().location().file();
                files.put(
                        port.page(),
                        new PortPage(model, product, port, graph, options, changes.apply(contract)).write());
                files.put(
                        product.folder() + "/" + PortPage.schemaFile(port),
                        ContractSchema.of(port.port().contract()).toString(true) + "\n");
            }
        }
        model.events().forEach(event -> files.put(event.page(), new EventPage(model, event).write()));
        return files;
    }
}
