package io.millrace.catalogue.page;

import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.contracts.avro.ContractSchema;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.SchemaFormatter;

/** All pages of a site, and what they need beside. */
public final class Pages {
    private Pages() {}

    /** The files by path. */
    public static Map<String, String> of(Site site) {
        CatalogueModel model = site.model();
        Map<String, String> files = new TreeMap<>();
        files.put("index.html", new IndexPage(model, site.graph()).write());
        files.put("style.css", ConsumePart.text("style.css"));
        files.put("site.js", ConsumePart.text("site.js"));
        files.put("search-index.js", SearchIndex.of(model));
        for (ProductEntry product : model.products()) {
            files.put(product.page(), new ProductPage(site, product).write());
            for (PortEntry port : product.ports()) {
                files.put(port.page(), new PortPage(site, product, port).write());
                files.put(
                        product.folder() + "/" + PortPage.schemaFile(port),
                        SchemaFormatter.format(
                                        "json/pretty",
                                        ContractSchema.of(port.port().contract())) + "\n");
            }
        }
        model.events().forEach(event -> files.put(event.page(), new EventPage(model, event).write()));
        return files;
    }
}
