package io.millrace.catalogue.lineage;

import io.millrace.catalogue.lineage.GraphLayout.Point;
import io.millrace.catalogue.lineage.LineageGraph.Edge;
import io.millrace.catalogue.lineage.LineageGraph.Node;
import io.millrace.catalogue.markup.Html;

/** A lineage graph as SVG. Colours come from the classes, so that a page's light and dark hold for it. */
public final class LineageSvg {
    private static final int LONGEST_LABEL = 25;
    private static final int LONGEST_DETAIL = 30;
    private static final String STYLE = "text{font:600 13px system-ui,sans-serif;fill:#1c2430}.detail{font-weight:400;"
            + "font-size:11.5px;fill:#5a6472}.box{fill:#fff;stroke:#8b96a5}.product .box{fill:#e3f0ef;stroke:#2c7a7b}"
            + ".edge{fill:none;stroke:#8b96a5;stroke-width:1.5}"
            + "@media(prefers-color-scheme:dark){text{fill:#e4e8ee}.detail{fill:#a3adba}.box{fill:#1b222b;stroke:#66717f}"
            + ".product .box{fill:#17393a;stroke:#5fb3b3}}";

    private LineageSvg() {}

    /**
     * For a page.
     *
     * @param root where the site's root is from the page, empty or ending in a slash
     */
    public static Html of(LineageGraph graph, String root) {
        GraphLayout layout = GraphLayout.of(graph);
        Html svg = Html.of("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("viewBox", "0 0 " + layout.width() + " " + layout.height())
                .with("width", String.valueOf(layout.width()))
                .with("height", String.valueOf(layout.height()))
                .with("role", "group")
                .with("aria-label", "Lineage graph: data goes from left to right")
                .type("lineage");
        graph.edges().forEach(edge -> svg.add(edge(edge, layout)));
        graph.nodes()
                .forEach(node -> svg.add(node(node, layout.boxes().getOrDefault(node.id(), new Point(0, 0)), root)));
        return svg;
    }

    /** A file of its own, with its colours. */
    public static String file(LineageGraph graph) {
        return of(graph, "").add(Html.of("style", STYLE)).write();
    }

    private static Html edge(Edge edge, GraphLayout layout) {
        Point from = layout.boxes().getOrDefault(edge.from(), new Point(0, 0));
        Point to = layout.boxes().getOrDefault(edge.to(), new Point(0, 0));
        int startX = from.x() + GraphLayout.BOX_WIDTH;
        int startY = from.y() + GraphLayout.BOX_HEIGHT / 2;
        int endY = to.y() + GraphLayout.BOX_HEIGHT / 2;
        int middle = (startX + to.x()) / 2;
        return Html.of("path")
                .type("edge")
                .with(
                        "d",
                        "M" + startX + " " + startY + " C" + middle + " " + startY + " " + middle + " " + endY + " "
                                + to.x() + " " + endY);
    }

    private static Html node(Node node, Point at, String root) {
        Html box = Html.of("g")
                .type(node.kind().name().toLowerCase(java.util.Locale.ROOT))
                .add(Html.of("title", node.label() + ", " + node.kind().words() + ". " + node.detail()))
                .add(Html.of("rect")
                        .type("box")
                        .with("x", String.valueOf(at.x()))
                        .with("y", String.valueOf(at.y()))
                        .with("width", String.valueOf(GraphLayout.BOX_WIDTH))
                        .with("height", String.valueOf(GraphLayout.BOX_HEIGHT))
                        .with("rx", node.kind() == LineageGraph.Kind.PORT ? "25" : "5"))
                .add(text("label", node.label(), LONGEST_LABEL, at.x() + 14, at.y() + 22))
                .add(text("detail", node.detail(), LONGEST_DETAIL, at.x() + 14, at.y() + 39));
        return node.href().isEmpty() ? box : Html.of("a", box).with("href", root + node.href());
    }

    private static Html text(String type, String text, int longest, int x, int y) {
        String shown = text.length() > longest ? text.substring(0, longest - 1) + "…" : text;
        return Html.of("text", shown).type(type).with("x", String.valueOf(x)).with("y", String.valueOf(y));
    }
}
