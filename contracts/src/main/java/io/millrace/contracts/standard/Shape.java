package io.millrace.contracts.standard;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Dialect;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that a standard knows in a part that informs people only (team, support, links). Such a part has no effect
 * here, but a typo in it is found.
 */
public final class Shape {
    /** Anything: texts, numbers, foreign content. */
    private static final Shape ANY = new Shape(Map.of(), false);

    public static final Shape LINK = keys("id", "type", "url", "description");
    public static final Shape CUSTOM_PROPERTY = keys("id", "property", "value", "description", "vendor");
    public static final Shape SYNONYM =
            keys("id", "synonym", "description", "locale", "source", "status").and("customProperties", CUSTOM_PROPERTY);
    public static final Shape DESCRIPTION =
            keys("purpose", "limitations", "usage").annotated();
    public static final Shape SUPPORT = keys(
                    "id", "channel", "url", "description", "tool", "scope", "invitationUrl", "tags")
            .annotated();
    public static final Shape CONTEXT = keys("instructions")
            .and("verifiedStatements", keys("id", "question", "answer", "tags").annotated())
            .and("constraints", keys("id", "constraint", "tags").annotated())
            .orText();

    private static final Shape MEMBER = keys(
                    "id", "username", "name", "description", "role", "dateIn", "dateOut", "replacedByUsername", "tags")
            .annotated();

    /** A team with members, or, as ODCS 3.0 has it, the list of members itself. */
    public static final Shape TEAM = keys(MEMBER.members.keySet().toArray(String[]::new))
            .and("members", MEMBER)
            .annotated();

    private final Map<String, Shape> members;
    private final boolean orText;

    private Shape(Map<String, Shape> members, boolean orText) {
        this.members = members;
        this.orText = orText;
    }

    /** A map of these keys, or a list of such maps. */
    public static Shape keys(String... keys) {
        Map<String, Shape> members = new LinkedHashMap<>();
        for (String key : keys) {
            members.put(key, ANY);
        }
        return new Shape(members, false);
    }

    /** Or a text in its place. */
    Shape orText() {
        return new Shape(members, true);
    }

    /** With one more key, whose value has a shape of its own. */
    public Shape and(String key, Shape shape) {
        Map<String, Shape> more = new LinkedHashMap<>(members);
        more.put(key, shape);
        return new Shape(more, orText);
    }

    /** With links and custom properties, as nearly every part of the standards has them. */
    public Shape annotated() {
        return and("authoritativeDefinitions", LINK).and("customProperties", CUSTOM_PROPERTY);
    }

    /** Notes unknown keys in a map and below it. */
    public void checkAll(Fields map) {
        map.whole(node -> check(node, map.dialect(), map.problems()));
    }

    /** Notes unknown keys in a member of a map, if it is present. */
    public void check(Fields owner, String key) {
        Optional<Node> value = owner.node(key).filter(node -> !isBlank(node));
        value.ifPresent(node -> check(node, owner.dialect(), owner.problems()));
    }

    private static boolean isBlank(Node node) {
        return node instanceof Node.Scalar scalar && scalar.text().isBlank();
    }

    private void check(Node node, Dialect dialect, Problems problems) {
        if (this == ANY || (orText && node instanceof Node.Scalar)) {
            return;
        }
        if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> check(item, dialect, problems));
        } else if (node instanceof Node.Mapping mapping) {
            Fields.close(mapping, members.keySet(), dialect, problems);
            mapping.entries().forEach((key, entry) -> {
                Shape shape = members.get(key);
                if (shape != null) {
                    shape.check(entry.value(), dialect, problems);
                }
            });
        } else {
            problems.error(node.at(), "must be a map or a list of maps, but is " + node.kind() + ".");
        }
    }
}
