package io.millrace.catalogue.lineage;

import io.millrace.catalogue.lineage.LineageGraph.Node;
import java.util.HashMap;
import java.util.Map;

/** A lineage graph in the notation of Mermaid. */
public final class Mermaid {
    private Mermaid() {}

    /** A flowchart from left to right. */
    public static String of(LineageGraph graph) {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, String> ids = new HashMap<>();
        for (Node node : graph.nodes()) {
            String id = "n" + ids.size();
            ids.put(node.id(), id);
            String label = quoted(node.label() + (node.detail().isEmpty() ? "" : " · " + node.detail()));
            text.append("  ").append(id).append(shape(node, label)).append('\n');
        }
        graph.edges()
                .forEach(edge -> text.append("  ")
                        .append(ids.get(edge.from()))
                        .append(" --> ")
                        .append(ids.get(edge.to()))
                        .append('\n'));
        return text.toString();
    }

    private static String shape(Node node, String label) {
        return switch (node.kind()) {
            case TABLE -> "[(" + label + ")]";
            case EVENTS -> ">" + label + "]";
            case PRODUCT -> "[[" + label + "]]";
            case PORT -> "([" + label + "])";
        };
    }

    /** Mermaid writes special characters as entities, with # in place of &. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || " ._-/·".indexOf(c) >= 0) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append('#').append(c).append(';');
            }
        });
        return quoted.append('"').toString();
    }
}
