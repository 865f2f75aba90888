package io.millrace.catalogue.lineage;

import io.millrace.catalogue.lineage.LineageGraph.Edge;
import io.millrace.catalogue.lineage.LineageGraph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the nodes of a graph stand: in columns, each behind all that it comes from, and near it.
 *
 * @param boxes upper left corner by node
 */
record GraphLayout(Map<String, Point> boxes, int width, int height) {
    static final int BOX_WIDTH = 218;
    static final int BOX_HEIGHT = 50;
    private static final int GAP_X = 64;
    private static final int GAP_Y = 18;
    private static final int MARGIN = 4;

    /** A place in pixels. */
    record Point(int x, int y) {}

    static GraphLayout of(LineageGraph graph) {
        Map<String, Integer> columns = columns(graph);
        List<List<Node>> byColumn = new ArrayList<>();
        for (Node node : graph.nodes()) {
            int column = columns.getOrDefault(node.id(), 0);
            while (byColumn.size() <= column) {
                byColumn.add(new ArrayList<>());
            }
            byColumn.get(column).add(node);
        }
        Map<String, Point> boxes = new HashMap<>();
        int rows = byColumn.stream().mapToInt(List::size).max().orElse(0);
        int height = rows * (BOX_HEIGHT + GAP_Y) - GAP_Y;
        int x = MARGIN;
        for (List<Node> column : byColumn) {
            column.sort(Comparator.comparingDouble(node -> middleOfUpstream(node, graph.edges(), boxes)));
            int y = MARGIN + (height - column.size() * (BOX_HEIGHT + GAP_Y) + GAP_Y) / 2;
            for (Node node : column) {
                boxes.put(node.id(), new Point(x, y));
                y += BOX_HEIGHT + GAP_Y;
            }
            x += BOX_WIDTH + GAP_X;
        }
        return new GraphLayout(boxes, x - GAP_X + MARGIN, height + 2 * MARGIN);
    }

    /** The longest way to each node; a cycle, which no mesh should have, ends after as many rounds as there are nodes. */
    private static Map<String, Integer> columns(LineageGraph graph) {
        Map<String, Integer> columns = new HashMap<>();
        boolean moved = true;
        for (int round = 0; moved && round < graph.nodes().size(); round++) {
            moved = false;
            for (Edge edge : graph.edges()) {
                int behind = columns.getOrDefault(edge.from(), 0) + 1;
                if (columns.getOrDefault(edge.to(), 0) < behind) {
                    columns.put(edge.to(), behind);
                    moved = true;
                }
            }
        }
        return columns;
    }

    private static double middleOfUpstream(Node node, List<Edge> edges, Map<String, Point> boxes) {
        return edges.stream()
                .filter(edge -> edge.to().equals(node.id()))
                .flatMap(edge -> Optional.ofNullable(boxes.get(edge.from())).stream())
                .mapToInt(Point::y)
                .average()
                .orElse(0);
    }
}
