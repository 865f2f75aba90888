package io.millrace.contracts.compatibility;

import io.millrace.contracts.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What changed in a descriptor's text and was not found in what it means: texts for people, other words for the same,
 * and what runs but has no rule here that says how it affects consumers.
 */
final class DocumentDifferences {
    private static final String OURS = "/customProperties/[millrace]/value/";

    private DocumentDifferences() {}

    /** Notes what changed in a contract beside what the findings tell already. */
    static void ofContract(Node before, Node after, Findings findings) {
        find(before, after, DocumentDifferences::contractElement, findings);
    }

    /** As {@link #ofContract}, for a product's descriptor without its output ports. */
    static void ofProduct(Node before, Node after, Findings findings) {
        find(before, after, DocumentDifferences::productElement, findings);
    }

    /** As {@link #ofContract}, for one output port of a product's descriptor. */
    static void ofPort(Node before, Node after, String port, Findings findings) {
        String prefix = "outputPorts/[" + port + "]/";
        find(before, after, path -> path.startsWith(prefix) ? topOf(path.substring(prefix.length())) : "", findings);
    }

    private static void find(Node before, Node after, Function<String, String> elementOf, Findings findings) {
        Map<String, String> old = Leaves.of(before);
        Map<String, String> now = Leaves.of(after);
        var paths = new TreeSet<String>(old.keySet());
        paths.addAll(now.keySet());
        Map<String, List<String>> changed = new TreeMap<>();
        for (String path : paths) {
            String element = elementOf.apply(path);
            if (!element.isEmpty()
                    && !told(element, findings)
                    && !old.getOrDefault(path, "").equals(now.getOrDefault(path, ""))) {
                changed.computeIfAbsent(element, first -> new ArrayList<>()).add(path);
            }
        }
        changed.forEach((element, leaves) -> {
            boolean runs = leaves.stream().anyMatch(DocumentDifferences::runs);
            String what = "changed: " + leaves.size() + (leaves.size() == 1 ? " text" : " texts") + ", such as "
                    + leaves.get(0).replace("/[", "[");
            if (runs) {
                findings.compatible(element, what, "it runs, but the form of what consumers read stays");
            } else {
                findings.documentation(element, what);
            }
        });
    }

    /** What an element holds is told by the model, except where it says nothing about it. */
    private static boolean told(String element, Findings findings) {
        return findings.has(element);
    }

    /** Our containers and quality rules run; all else that shows in no model says the same in other words. */
    private static boolean runs(String path) {
        return path.contains("/[millrace]/value") || path.contains("/quality/") || path.startsWith("quality/");
    }

    private static String contractElement(String path) {
        String[] steps = path.split("/", -1);
        String last = steps[steps.length - 1];
        if (last.equals("primaryKey") || last.equals("primaryKeyPosition")) {
            return "key";
        }
        if (steps[0].equals("schema") && steps.length > 3) {
            return switch (steps[2]) {
                case "properties" -> "field " + unbracketed(steps[3]);
                case "quality" -> "rule " + unbracketed(steps[3]);
                case "customProperties" -> ours(path).orElse("record");
                default -> steps[2];
            };
        }
        if (steps[0].equals("schema")) {
            return steps.length > 2 && !steps[2].equals("description") ? "record" : "description";
        }
        return switch (steps[0]) {
            case "slaProperties" -> steps.length > 1 ? "service level " + unbracketed(steps[1]) : "";
            case "roles" -> steps.length > 1 ? "role " + unbracketed(steps[1]) : "";
            case "version" -> "";
            default -> steps[0];
        };
    }

    private static String productElement(String path) {
        String[] steps = path.split("/", -1);
        return switch (steps[0]) {
            case "outputPorts", "version" -> "";
            case "inputPorts" -> steps.length > 1 ? "input port " + unbracketed(steps[1]) : "";
            default -> ours("/" + path).orElse(steps[0]);
        };
    }

    /** The key in our container, which is what the model's findings are called by. */
    private static Optional<String> ours(String path) {
        int start = path.indexOf(OURS);
        return start < 0
                ? Optional.empty()
                : Optional.of(path.substring(start + OURS.length()).split("/", -1)[0]);
    }

    private static String topOf(String path) {
        String top = path.split("/", -1)[0];
        return top.equals("version") ? "" : ours("/" + path).orElse(top);
    }

    private static String unbracketed(String step) {
        int end = step.indexOf(']');
        return step.startsWith("[") && end > 0 ? step.substring(1, end) : step;
    }
}
