package io.millrace.contracts.yaml;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Typed access to a map. A member of the wrong type is noted and then treated as absent; every member that was asked
 * for counts as known, and {@link #close} notes the others.
 */
public final class Fields {
    private final Node.Mapping node;
    private final Problems problems;
    private final Dialect dialect;
    private final Set<String> known = new LinkedHashSet<>();

    public Fields(Node.Mapping node, Problems problems) {
        this(node, problems, Dialect.OURS);
    }

    private Fields(Node.Mapping node, Problems problems, Dialect dialect) {
        this.node = node;
        this.problems = problems;
        this.dialect = dialect;
    }

    /** The same map, it and all below it read by another dialect. */
    public Fields in(Dialect other) {
        return new Fields(node, problems, other);
    }

    /** For one who looks at the whole map at once. */
    public void whole(Consumer<Node.Mapping> look) {
        look.accept(node);
    }

    /** The values without their places: maps, lists, and scalars with their type; for comparing documents. */
    Object values() {
        return values(node);
    }

    private static Object values(Node value) {
        if (value instanceof Node.Mapping mapping) {
            Map<String, Object> members = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> members.put(key, values(entry.value())));
            return members;
        }
        return value instanceof Node.Sequence sequence
                ? sequence.items().stream().map(Fields::values).toList()
                : List.of(((Node.Scalar) value).type(), ((Node.Scalar) value).text());
    }

    /** How strictly the map is read. */
    public Dialect dialect() {
        return dialect;
    }

    /** Where the map stands. */
    public Place at() {
        return node.at();
    }

    /** The map itself, as written. */
    public Node.Mapping mapping() {
        return node;
    }

    /** Where what is wrong with the map goes. */
    public Problems problems() {
        return problems;
    }

    /** The keys present, in the order written. */
    public Set<String> keys() {
        return node.entries().keySet();
    }

    /** The member itself; a member without a value counts as absent. */
    public Optional<Node> node(String key) {
        known.add(key);
        Node.Entry entry = node.entries().get(key);
        return entry == null || isNull(entry.value()) ? Optional.empty() : Optional.of(entry.value());
    }

    /** Where the key stands, if the member is present. */
    public Optional<Place> key(String key) {
        known.add(key);
        return Optional.ofNullable(node.entries().get(key)).map(Node.Entry::key);
    }

    /** Members that are allowed and not looked at. */
    public void informative(String... keys) {
        known.addAll(List.of(keys));
    }

    public Optional<Sited<String>> text(String key) {
        return node(key).flatMap(value -> text(value));
    }

    /** Notes where the member is missing. */
    public Optional<Sited<String>> requiredText(String key) {
        Optional<Sited<String>> found = text(key);
        if (node(key).isEmpty() || (dialect.blankIsAbsent() && isBlank(node(key).get()))) {
            problems.error(at(), "'" + key + "' is missing.");
        }
        return found;
    }

    public Optional<Sited<Boolean>> flag(String key) {
        return scalar(key, "true or false", Node.Type.FLAG)
                .map(value -> new Sited<>(value.text().equalsIgnoreCase("true"), value.at()));
    }

    public Optional<Sited<Integer>> integer(String key) {
        return scalar(key, "a whole number", Node.Type.INTEGER).flatMap(value -> {
            try {
                return Optional.of(new Sited<>(Integer.decode(value.text()), value.at()));
            } catch (NumberFormatException e) {
                problems.error(value.at(), "must be a whole number of at most 32 bits.");
                return Optional.empty();
            }
        });
    }

    /** A whole number of at least 1. */
    public Optional<Sited<Integer>> positive(String key) {
        return integer(key).filter(found -> {
            if (found.value() < 1) {
                problems.error(found.at(), "must be at least 1, but is " + found.value() + ".");
            }
            return found.value() >= 1;
        });
    }

    public Optional<Sited<BigDecimal>> number(String key) {
        return scalar(key, "a number", Node.Type.INTEGER, Node.Type.DECIMAL).flatMap(value -> {
            try {
                return Optional.of(new Sited<>(Numbers.decimal(value.text()), value.at()));
            } catch (NumberFormatException e) {
                problems.error(value.at(), "must be a finite number in decimal notation.");
                return Optional.empty();
            }
        });
    }

    /** A duration in ISO-8601, longer than nothing. */
    public Optional<Sited<Duration>> duration(String key) {
        return text(key).flatMap(found -> {
            Optional<Duration> duration = parseDuration(found.value());
            if (duration.isEmpty()) {
                problems.error(
                        found.at(),
                        "'" + found.value() + "' must be a positive ISO-8601 duration, such as PT5M, PT12H or P7D.");
            }
            return duration.map(value -> new Sited<>(value, found.at()));
        });
    }

    /** A number of bytes, more than none, such as {@code 64MiB}. */
    public Optional<Sited<Long>> size(String key) {
        return text(key).flatMap(found -> {
            Optional<Long> bytes = ByteSize.parse(found.value()).filter(size -> size > 0);
            if (bytes.isEmpty()) {
                problems.error(
                        found.at(),
                        "'" + found.value()
                                + "' must be a positive number of KiB, MiB or GiB, such as 512MiB or 20GiB.");
            }
            return bytes.map(value -> new Sited<>(value, found.at()));
        });
    }

    /** One of a closed set of words. */
    public <E> Optional<Sited<E>> word(String key, Map<String, E> words) {
        return text(key).flatMap(found -> {
            E value = words.get(found.value());
            if (value == null) {
                problems.error(
                        found.at(),
                        "'" + found.value() + "' is not known. " + NearestMatch.hint(found.value(), words.keySet()));
                return Optional.empty();
            }
            return Optional.of(new Sited<>(value, found.at()));
        });
    }

    public Optional<Fields> object(String key) {
        return node(key).flatMap(value -> object(value));
    }

    /** The maps of a list; items of other kinds are noted and left out. */
    public List<Fields> objects(String key) {
        List<Fields> found = new ArrayList<>();
        for (Node item : items(key)) {
            object(item).ifPresent(found::add);
        }
        return found;
    }

    public List<Sited<String>> texts(String key) {
        List<Sited<String>> found = new ArrayList<>();
        for (Node item : items(key)) {
            text(item).ifPresent(found::add);
        }
        return found;
    }

    /** The items of a list; none where the member is absent. */
    public List<Node> items(String key) {
        Optional<Node> value = node(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Node.Sequence sequence) {
            return sequence.items();
        }
        wrongType(value.get(), "a list");
        return List.of();
    }

    /** Notes every member that nobody asked for. */
    public void close() {
        close(node, known, dialect, problems);
    }

    /** Notes the members of a map that are not known in a dialect. */
    public static void close(Node.Mapping node, Set<String> known, Dialect dialect, Problems problems) {
        node.entries().forEach((key, entry) -> {
            if (known.contains(key)) {
                String since = dialect.later().get(key);
                if (since != null) {
                    problems.note(
                            entry.key(),
                            "'" + key + "' came with " + since + ", but the document says " + dialect.name()
                                    + ". It is read; other tools may refuse it.");
                }
            } else if (dialect.open() && NearestMatch.of(key, known).isEmpty()) {
                problems.note(
                        entry.key(),
                        "'" + key + "' is no key of " + dialect.name() + ", which allows others. It is not run.");
            } else {
                problems.error(entry.key(), "Unknown key '" + key + "'. " + NearestMatch.hint(key, known));
            }
        });
    }

    /** A duration in ISO-8601 longer than nothing, or empty. */
    public static Optional<Duration> parseDuration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isNegative() || duration.isZero() ? Optional.empty() : Optional.of(duration);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Sited<String>> text(Node value) {
        if (value instanceof Node.Scalar scalar && scalar.type() == Node.Type.TEXT) {
            if (scalar.text().isBlank()) {
                if (dialect.blankIsAbsent()) {
                    return Optional.empty();
                }
                problems.error(scalar.at(), "is empty. Write a text, or remove the key.");
                return Optional.empty();
            }
            return Optional.of(new Sited<>(scalar.text(), scalar.at()));
        }
        String quotes = value instanceof Node.Scalar scalar ? " Put it in quotes: \"" + scalar.text() + "\"." : "";
        problems.error(value.at(), "must be text, but is " + value.kind() + "." + quotes);
        return Optional.empty();
    }

    private Optional<Fields> object(Node value) {
        if (value instanceof Node.Mapping mapping) {
            return Optional.of(new Fields(mapping, problems, dialect));
        }
        wrongType(value, "a map");
        return Optional.empty();
    }

    private Optional<Node.Scalar> scalar(String key, String expected, Node.Type... types) {
        Optional<Node> value = node(key);
        if (value.isPresent()) {
            if (value.get() instanceof Node.Scalar scalar && List.of(types).contains(scalar.type())) {
                return Optional.of(scalar);
            }
            wrongType(value.get(), expected);
        }
        return Optional.empty();
    }

    private void wrongType(Node value, String expected) {
        String text = value instanceof Node.Scalar scalar ? " ('" + scalar.text() + "')" : "";
        problems.error(value.at(), "must be " + expected + ", but is " + value.kind() + text + ".");
    }

    private static boolean isBlank(Node value) {
        return value instanceof Node.Scalar scalar
                && scalar.type() == Node.Type.TEXT
                && scalar.text().isBlank();
    }

    private static boolean isNull(Node value) {
        return value instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL;
    }
}
