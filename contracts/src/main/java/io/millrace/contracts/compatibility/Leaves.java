package io.millrace.contracts.compatibility;

import io.millrace.contracts.yaml.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A descriptor as a map from path to text. Items of a list go by what names them, so that an item more or a new order
 * changes no other path.
 */
final class Leaves {
    private static final List<String> NAMES =
            List.of("physicalName", "name", "property", "role", "channel", "username", "server", "metric", "id", "url");

    private final Map<String, String> texts = new TreeMap<>();

    private Leaves() {}

    static Map<String, String> of(Node document) {
        var leaves = new Leaves();
        leaves.walk(document, "");
        return leaves.texts;
    }

    private void walk(Node node, String path) {
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> walk(entry.value(), path.isEmpty() ? key : path + "/" + key));
        } else if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                Node item = sequence.items().get(i);
                // A contract has one object; its name is not what tells it from others.
                String named = path + "/[" + (path.equals("schema") ? i : name(item, i)) + "]";
                walk(
                        item,
                        texts.keySet().stream().anyMatch(known -> known.startsWith(named + "/")) ? named + i : named);
            }
        } else if (node instanceof Node.Scalar scalar) {
            texts.put(path, scalar.text());
        }
    }

    private static String name(Node item, int index) {
        if (item instanceof Node.Mapping mapping) {
            for (String key : NAMES) {
                Node.Entry entry = mapping.entries().get(key);
                if (entry != null && entry.value() instanceof Node.Scalar scalar) {
                    return scalar.text().replace('/', '_');
                }
            }
        }
        return String.valueOf(index);
    }
}
