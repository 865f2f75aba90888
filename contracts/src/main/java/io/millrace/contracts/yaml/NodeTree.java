package io.millrace.contracts.yaml;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns the parser's graph, in which aliases share nodes, into a tree. The number of nodes after expansion and the
 * depth are bounded, which also ends aliases that contain themselves.
 */
final class NodeTree {
    private static final int MAX_NODES = 100_000;
    private static final int MAX_DEPTH = 64;

    private final String file;
    private final Problems problems;
    private int nodes;

    NodeTree(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The tree, or empty where a bound is exceeded; what else is wrong is noted, and left out. */
    Optional<Node> convert(org.snakeyaml.engine.v2.nodes.Node root) {
        try {
            return Optional.of(node(root, new Place(location(file, root), ""), 0));
        } catch (TooLarge e) {
            problems.error(e.place, e.found);
            return Optional.empty();
        }
    }

    static Location location(String file, org.snakeyaml.engine.v2.nodes.Node node) {
        return node.getStartMark()
                .map(mark -> new Location(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Location(file, 1, 1));
    }

    private Node node(org.snakeyaml.engine.v2.nodes.Node parsed, Place at, int depth) throws TooLarge {
        if (++nodes > MAX_NODES) {
            throw new TooLarge(at, "With its aliases expanded the file has more than " + MAX_NODES + " elements.");
        }
        if (depth > MAX_DEPTH) {
            throw new TooLarge(at, "The file is nested deeper than " + MAX_DEPTH + " levels.");
        }
        if (parsed instanceof AnchorNode anchor) {
            return node(anchor.getRealNode(), at, depth + 1);
        }
        if (parsed instanceof SequenceNode sequence) {
            List<Node> items = new ArrayList<>();
            for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
                items.add(node(item, at.item(items.size(), location(file, item)), depth + 1));
            }
            return new Node.Sequence(items, at);
        }
        if (parsed instanceof MappingNode mapping) {
            return mapping(mapping, at, depth);
        }
        return scalar((ScalarNode) parsed, at);
    }

    private Node mapping(MappingNode parsed, Place at, int depth) throws TooLarge {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : parsed.getValue()) {
            Location keyLocation = location(file, tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                problems.error(new Place(keyLocation, at.element()), "A key must be text, not a list or a map.");
                continue;
            }
            String name = scalar.getValue();
            Place key = at.member(name, keyLocation);
            Node value = node(tuple.getValueNode(), at.member(name, location(file, tuple.getValueNode())), depth + 1);
            Node.Entry before = entries.putIfAbsent(name, new Node.Entry(key, value));
            if (before != null) {
                problems.error(
                        key,
                        "The key stands twice, first in line "
                                + before.key().location().line() + ". Keep one of them.");
            }
        }
        return new Node.Mapping(entries, at);
    }

    private Node scalar(ScalarNode parsed, Place at) throws TooLarge {
        Tag tag = parsed.getTag();
        Node.Type type;
        if (tag.equals(Tag.STR)) {
            type = Node.Type.TEXT;
        } else if (tag.equals(Tag.INT)) {
            type = Node.Type.INTEGER;
        } else if (tag.equals(Tag.FLOAT)) {
            type = Node.Type.DECIMAL;
        } else if (tag.equals(Tag.BOOL)) {
            type = Node.Type.FLAG;
        } else if (tag.equals(Tag.NULL)) {
            type = Node.Type.NULL;
        } else {
            problems.error(at, "The YAML tag " + tag.getValue() + " is not allowed. Write the plain value.");
            type = Node.Type.TEXT;
        }
        if ((type == Node.Type.INTEGER || type == Node.Type.DECIMAL) && Numbers.isTooLong(parsed.getValue())) {
            // There is no number to go on with.
            throw new TooLarge(
                    at,
                    "The number has more than " + Numbers.MAX_DIGITS
                            + " digits before or behind the point. Allowed are up" + " to " + Numbers.MAX_DIGITS
                            + "; write text in quotes.");
        }
        return new Node.Scalar(parsed.getValue(), type, at);
    }

    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Place place;
        private final transient String found;

        TooLarge(Place place, String found) {
            this.place = place;
            this.found = found;
        }
    }
}
