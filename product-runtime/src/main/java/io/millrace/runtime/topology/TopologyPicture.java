package io.millrace.runtime.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** A topology as lines of text, and as a flowchart that Mermaid draws. */
public final class TopologyPicture {
    private final TopologyOutline outline;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private TopologyPicture(TopologyOutline outline) {
        this.outline = outline;
    }

    /** One paragraph per input port: what it reads, keeps and writes. */
    public static List<String> text(TopologyOutline outline) {
        List<String> lines = new ArrayList<>();
        lines.add(outline.product().qualifiedName() + " (application id "
                + outline.product().applicationId() + ")");
        for (Subtopology part : outline.description().subtopologies()) {
            for (Node node : nodes(part)) {
                if (node instanceof Source source) {
                    lines.add("  reads  " + String.join(", ", source.topicSet()) + "  (" + source.name() + ")");
                } else if (node instanceof Processor processor) {
                    lines.add("  keeps  " + String.join(", ", processor.stores()) + "  (" + processor.name() + ")");
                } else if (node instanceof Sink sink) {
                    lines.add("  writes " + sink.topic() + "  (" + sink.name() + ")");
                }
            }
        }
        outline.internalTopics().forEach(topic -> lines.add("  internal topic " + topic));
        return lines;
    }

    /** A Mermaid flowchart, from the topics read to the topics written. */
    public static List<String> mermaid(TopologyOutline outline) {
        return new TopologyPicture(outline).mermaid();
    }

    private List<String> mermaid() {
        Set<String> nodes = new LinkedHashSet<>();
        Set<String> edges = new LinkedHashSet<>();
        for (Subtopology part : outline.description().subtopologies()) {
            for (Node node : nodes(part)) {
                if (node instanceof Source source) {
                    for (String topic : source.topicSet()) {
                        nodes.add(topic(topic));
                        source.successors().forEach(next -> edges.add(id(topic) + " --> " + id(next.name())));
                    }
                } else if (node instanceof Processor processor) {
                    nodes.add(id(processor.name()) + "[\"" + processor.name() + "\"]");
                    for (String store : processor.stores()) {
                        nodes.add(id(store) + "[[\"" + store + "\"]]");
                        edges.add(id(processor.name()) + " -.- " + id(store));
                    }
                } else if (node instanceof Sink sink) {
                    nodes.add(topic(sink.topic()));
                    sink.predecessors().forEach(before -> edges.add(id(before.name()) + " --> " + id(sink.topic())));
                }
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("flowchart LR");
        nodes.forEach(node -> lines.add("  " + node));
        edges.forEach(edge -> lines.add("  " + edge));
        return lines;
    }

    private String topic(String topic) {
        return id(topic) + "[(\"" + topic + "\")]";
    }

    /** Mermaid's own words are no ids, and names hold characters that it reads as arrows. */
    private String id(String name) {
        return ids.computeIfAbsent(name, absent -> "n" + (ids.size() + 1));
    }

    private static List<Node> nodes(Subtopology part) {
        return part.nodes().stream()
                .sorted(Comparator.comparingInt(TopologyPicture::order).thenComparing(Node::name))
                .toList();
    }

    private static int order(Node node) {
        return node instanceof Source ? 0 : node instanceof Processor ? 1 : 2;
    }
}
