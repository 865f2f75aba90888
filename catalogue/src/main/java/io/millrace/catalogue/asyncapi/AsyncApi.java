package io.millrace.catalogue.asyncapi;

import io.millrace.catalogue.CatalogueOptions;
import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.model.Contacts;
import io.millrace.contracts.product.InputPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * A product as an AsyncAPI 3.0 document (https://www.asyncapi.com/docs/reference/specification/v3.0.0). The document
 * describes the product itself: it receives from its input topics and sends to its output topics, so a consumer of a
 * port finds it under the operations of action {@code send}.
 */
public final class AsyncApi {
    private AsyncApi() {}

    /** The document, in YAML. */
    public static String of(CatalogueModel model, ProductEntry product, CatalogueOptions options) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("asyncapi", "3.0.0");
        document.put("id", "urn:millrace:" + product.product().qualifiedName());
        document.put("info", info(product));
        document.put("defaultContentType", Messages.CONTENT_TYPE);
        document.put("servers", Servers.of(product, options));
        Map<String, Object> channels = new LinkedHashMap<>();
        Map<String, Object> operations = new LinkedHashMap<>();
        Map<String, Object> messages = new LinkedHashMap<>();
        for (PortEntry port : product.ports()) {
            String id = "output." + port.port().name();
            channels.put(id, Channels.output(id, port));
            operations.put(
                    "send." + port.port().name(),
                    operation("send", id, "Serves " + port.port().name() + "."));
            messages.put(id, Messages.output(port));
        }
        for (InputPort port : product.product().inputPorts()) {
            String id = "input." + port.name();
            channels.put(id, Channels.input(id, port));
            operations.put("receive." + port.name(), operation("receive", id, "Reads " + port.contractId() + "."));
            messages.put(id, Messages.input(port, model));
        }
        document.put("channels", channels);
        document.put("operations", operations);
        document.put("components", Map.of("messages", messages));
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setWidth(120)
                        .setSplitLines(false)
                        .build())
                .dumpToString(document);
    }

    private static Map<String, Object> info(ProductEntry product) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("title", product.product().qualifiedName());
        info.put("version", product.product().version());
        if (!product.purpose().isEmpty()) {
            info.put("description", product.purpose());
        }
        String owner = Contacts.of(product).owner();
        if (!owner.isEmpty()) {
            info.put("contact", Map.of("name", owner));
        }
        info.put("tags", List.of(Map.of("name", "domain:" + product.product().domain())));
        return info;
    }

    private static Map<String, Object> operation(String action, String channel, String summary) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("action", action);
        operation.put("channel", reference("#/channels/" + channel));
        operation.put("summary", summary);
        operation.put("messages", List.of(reference("#/channels/" + channel + "/messages/record")));
        return operation;
    }

    static Map<String, Object> reference(String to) {
        return Map.of("$ref", to);
    }
}
