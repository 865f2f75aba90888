package io.millrace.contracts.standard;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The custom properties of one element. Ours is one, {@value #OURS}, whose value is a closed map; all others are
 * foreign.
 */
public final class CustomProperties {
    /** Name of the property that holds everything of ours. */
    public static final String OURS = "millrace";

    private final Map<String, Node> values;
    private final Fields owner;

    private CustomProperties(Map<String, Node> values, Fields owner) {
        this.values = values;
        this.owner = owner;
    }

    /** Reads {@code customProperties} of an element. */
    public static CustomProperties of(Fields owner) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (Fields entry : owner.objects("customProperties")) {
            Optional<Sited<String>> property = entry.text("property");
            Optional<Node> value = entry.node("value");
            entry.informative("id", "description", "vendor");
            entry.close();
            if (property.isEmpty()) {
                if (entry.key("property").isEmpty() && !entry.dialect().open()) {
                    owner.problems().error(entry.at(), "'property' is missing.");
                }
                continue;
            }
            String name = property.get().value();
            if (value.isEmpty()
                    && (name.equals(OURS)
                            || (entry.key("value").isEmpty() && !entry.dialect().open()))) {
                // The value of a foreign property may be null, as the standards allow.
                owner.problems().error(entry.at(), "'value' is missing.");
            } else if (value.isPresent() && values.putIfAbsent(name, value.get()) != null && name.equals(OURS)) {
                owner.problems()
                        .error(property.get().at(), "Custom property '" + name + "' stands twice. Keep one of them.");
            }
            if (!name.equals(OURS) && NearestMatch.of(name, Set.of(OURS)).isPresent()) {
                owner.problems()
                        .error(
                                property.get().at(),
                                "Custom property '" + name + "' is nearly '" + OURS
                                        + "'; as it is, nothing in it would run. Did you mean '" + OURS + "'?");
            }
        }
        return new CustomProperties(values, owner);
    }

    /** Our container, if the element has one. */
    public Optional<Fields> ours() {
        Node value = values.get(OURS);
        if (value instanceof Node.Mapping mapping) {
            return Optional.of(new Fields(mapping, owner.problems()));
        }
        if (value != null) {
            owner.problems().error(value.at(), "must be a map, but is " + value.kind() + ".");
        }
        return Optional.empty();
    }

    /** For a place where we have no keys: a container there is refused. */
    public void refuseOurs(String place, String instead) {
        Node value = values.get(OURS);
        if (value != null) {
            owner.problems().error(value.at(), "A '" + OURS + "' property has no effect at " + place + ". " + instead);
        }
    }

    /** A foreign property that is honoured, as text whatever its YAML type. */
    public Optional<Sited<String>> foreign(String name) {
        Node value = values.get(name);
        if (value instanceof Node.Scalar scalar) {
            return Optional.of(new Sited<>(scalar.text(), scalar.at()));
        }
        // Whoever writes a list or a map under the name means something else by it.
        return Optional.empty();
    }

    /** A foreign property that is honoured and is a list of texts. */
    public List<Sited<String>> foreignTexts(String name) {
        Node value = values.get(name);
        List<Sited<String>> texts = new ArrayList<>();
        if (value instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (item instanceof Node.Scalar scalar) {
                    texts.add(new Sited<>(scalar.text(), scalar.at()));
                } else {
                    owner.problems()
                            .error(item.at(), "'" + name + "' must be a list of texts, but has " + item.kind() + ".");
                }
            }
        }
        return texts;
    }
}
