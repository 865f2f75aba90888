package io.millrace.runtime.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths somebody wants from a record, and the slot each value goes to. Built once, then only read; one layout
 * serves all readers of an input, so that scratch fits each of them.
 */
public final class Layout {
    private final List<List<String>> paths = new ArrayList<>();
    private final Node root = new Node();

    /** The slot of a path, new or known. */
    public int slot(List<String> path) {
        Node node = root;
        for (String step : path) {
            node = node.children.computeIfAbsent(step, name -> new Node());
        }
        if (node.slot < 0) {
            node.slot = paths.size();
            paths.add(List.copyOf(path));
        }
        return node.slot;
    }

    /** A slot of its own, which no reader fills; the name is for messages. */
    public int reserve(String name) {
        paths.add(List.of(name));
        return paths.size() - 1;
    }

    /** Number of slots. */
    public int size() {
        return paths.size();
    }

    /** The path of a slot. */
    public List<String> path(int slot) {
        return paths.get(slot);
    }

    Node root() {
        return root;
    }

    /** The part of the tree below a path; a node without children where nobody wants any of it. */
    Node below(String step) {
        Node node = root.child(step);
        return node == null ? new Node() : node;
    }

    /** One step of wanted paths. */
    static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private int slot = -1;

        /** The slot of the path that ends here, or -1. */
        int slot() {
            return slot;
        }

        Map<String, Node> children() {
            return children;
        }

        @Nullable
        Node child(String name) {
            return children.get(name);
        }
    }
}
