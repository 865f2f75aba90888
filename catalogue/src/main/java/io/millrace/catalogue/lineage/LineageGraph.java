package io.millrace.catalogue.lineage;

import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.CatalogueModel.ProductEntry;
import io.millrace.contracts.product.InputPort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which data goes where: sources and events into products, products to their ports, ports into other products.
 *
 * @param nodes each once, upstream first within a product
 * @param edges each once
 */
public record LineageGraph(List<Node> nodes, List<Edge> edges) {
    public LineageGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** What a node stands for. */
    public enum Kind {
        TABLE("captured table"),
        EVENTS("events"),
        PRODUCT("product"),
        PORT("output port");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * A part of the graph.
     *
     * @param id unique
     * @param detail a second line; may be empty
     * @param href page, from the site's root; empty where there is none
     */
    public record Node(String id, Kind kind, String label, String detail, String href) {}

    /** Data goes from a node to another. */
    public record Edge(String from, String to) {}

    /** The graph of a mesh. */
    public static LineageGraph of(CatalogueModel model) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        Set<Edge> edges = new LinkedHashSet<>();
        for (ProductEntry product : model.products()) {
            String id = "product:" + product.product().qualifiedName();
            for (InputPort input : product.product().inputPorts()) {
                Node from = upstream(model, input);
                nodes.putIfAbsent(from.id(), from);
                edges.add(new Edge(from.id(), id));
            }
            nodes.put(
                    id,
                    new Node(
                            id,
                            Kind.PRODUCT,
                            product.product().name(),
                            "product of " + product.product().domain(),
                            product.page()));
            for (PortEntry port : product.ports()) {
                Node node = port(port);
                nodes.put(node.id(), node);
                edges.add(new Edge(id, node.id()));
            }
        }
        return new LineageGraph(new ArrayList<>(nodes.values()), new ArrayList<>(edges));
    }

    /** What is directly before and behind a product and its ports. */
    public LineageGraph around(String product) {
        Set<String> kept = new LinkedHashSet<>(Set.of("product:" + product));
        edges.stream().filter(edge -> edge.from().equals("product:" + product)).forEach(edge -> kept.add(edge.to()));
        Set<Edge> near = new LinkedHashSet<>();
        edges.stream()
                .filter(edge -> kept.contains(edge.from()) || edge.to().equals("product:" + product))
                .forEach(near::add);
        near.forEach(edge -> kept.addAll(List.of(edge.from(), edge.to())));
        return new LineageGraph(
                nodes.stream().filter(node -> kept.contains(node.id())).toList(), List.copyOf(near));
    }

    private static Node upstream(CatalogueModel model, InputPort input) {
        if (input.contractId().startsWith("source:")) {
            String[] parts = input.contractId().substring("source:".length()).split("/", 2);
            return new Node(
                    input.contractId(), Kind.TABLE, parts.length > 1 ? parts[1] : parts[0], "table in " + parts[0], "");
        }
        return model.portOf(input.topic())
                .map(LineageGraph::port)
                .orElseGet(() -> new Node(
                        "topic:" + input.topic(),
                        Kind.EVENTS,
                        input.contractId().substring(input.contractId().lastIndexOf('.') + 1),
                        "events, " + input.contractId(),
                        model.eventsOf(input.contractId())
                                .map(CatalogueModel.EventEntry::page)
                                .orElse("")));
    }

    private static Node port(PortEntry port) {
        return new Node(
                "topic:" + port.port().topic(),
                Kind.PORT,
                port.port().name(),
                "port of " + port.product().qualifiedName(),
                port.page());
    }
}
