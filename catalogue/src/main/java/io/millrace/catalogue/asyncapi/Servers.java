package io.millrace.catalogue.asyncapi;

import io.millrace.catalogue.CatalogueOptions;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.catalogue.model.Slug;
import io.millrace.catalogue.model.Written;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the topics are: the Kafka servers that the contracts name, else the configured one. */
final class Servers {
    private Servers() {}

    static Map<String, Object> of(ProductEntry product, CatalogueOptions options) {
        Map<String, Object> servers = new LinkedHashMap<>();
        for (PortEntry port : product.ports()) {
            for (Written server : port.contract().maps("servers")) {
                if (server.text("type").equals("kafka") && !server.text("host").isEmpty()) {
                    servers.putIfAbsent(Slug.of(server.text("server")), server(server.text("host"), options));
                }
            }
        }
        if (servers.isEmpty()) {
            servers.put("default", server(options.bootstrapServers().split(",", 2)[0], options));
        }
        return servers;
    }

    private static Map<String, Object> server(String host, CatalogueOptions options) {
        Map<String, Object> server = new LinkedHashMap<>();
        server.put("host", host);
        server.put("protocol", "kafka");
        server.put(
                "bindings",
                Map.of("kafka", ordered("schemaRegistryUrl", options.registryUrl(), "bindingVersion", "0.5.0")));
        return server;
    }

    private static Map<String, Object> ordered(String first, Object value, String second, Object other) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(first, value);
        map.put(second, other);
        return map;
    }
}
