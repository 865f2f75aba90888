package io.millrace.catalogue.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.model.NestedField;
import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.RowContract;
import java.util.ArrayList;
import java.util.List;

/** What the search box finds, as a script, since a page opened from a file may not load anything else. */
final class SearchIndex {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SearchIndex() {}

    /** Entries of name, kind, page and more text. */
    static String of(CatalogueModel model) {
        List<List<String>> entries = new ArrayList<>();
        for (ProductEntry product : model.products()) {
            String name = product.product().qualifiedName();
            entries.add(List.of(name, "product", product.page(), product.purpose()));
            for (PortEntry port : product.ports()) {
                String portName = name + "/" + port.port().name();
                entries.add(List.of(
                        portName,
                        "output port",
                        port.page(),
                        port.purpose() + " " + port.port().topic()));
                for (NestedField nested : fields(port)) {
                    Field field = nested.field();
                    String personal = field.classification()
                            .map(kind -> " personal pii " + kind)
                            .orElse("");
                    entries.add(List.of(
                            nested.name(),
                            "field of " + portName,
                            port.page() + "#" + nested.anchor(),
                            field.description() + personal));
                }
            }
        }
        model.events()
                .forEach(event -> entries.add(List.of(
                        event.id(), "events", event.page(), event.contract().text("description", "purpose"))));
        try {
            String json = JSON.writeValueAsString(entries)
                    .replace("<", "\\u003c")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
            return "window.searchIndex = " + json + ";\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Lists of texts are JSON", e);
        }
    }

    private static List<NestedField> fields(PortEntry port) {
        RowContract contract = port.port().contract();
        return NestedField.all(contract.fields(), ContractSchema.of(contract), List.of());
    }
}
