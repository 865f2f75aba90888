package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks paths against the input ports of a product. */
final class InputPaths {
    private static final Set<String> META =
            Set.of("source", "position", "eventTime", "ingestedAt", "operation", "topic", "partition", "offset");

    private final Map<String, ResolvedInput> inputs;
    private final Problems problems;

    InputPaths(Map<String, ResolvedInput> inputs, Problems problems) {
        this.inputs = inputs;
        this.problems = problems;
    }

    /** The path of written steps, the port's name first; empty where it leads nowhere, which is noted. */
    Optional<FieldPath> resolve(List<String> steps, Place at) {
        ResolvedInput input = inputs.get(steps.get(0));
        String text = String.join(".", steps);
        if (input == null) {
            problems.error(
                    at,
                    "Path '" + text + "' starts with '" + steps.get(0) + "', which is no input port. "
                            + NearestMatch.hint(steps.get(0), inputs.keySet()));
            return Optional.empty();
        }
        String root = steps.get(1);
        if (!input.roots().contains(root)) {
            problems.error(
                    at,
                    "Path '" + text + "': a record of input port '" + steps.get(0) + "' (format "
                            + input.port().format().text() + ") has no '" + root + "'. "
                            + NearestMatch.hint(root, input.roots()));
            return Optional.empty();
        }
        boolean leaf = root.equals("op") || root.equals("key");
        if (leaf == steps.size() > 2) {
            problems.error(
                    at,
                    leaf
                            ? "Path '" + text + "': '" + root + "' has no fields."
                            : "Path '" + text + "' names a whole record. Name one of its fields, such as '" + text
                                    + ".id'.");
            return Optional.empty();
        }
        FieldPath path = new FieldPath(steps.get(0), steps.subList(1, steps.size()));
        return known(path, input, at) ? Optional.of(path) : Optional.empty();
    }

    /**
     * The paths of an expression that read an input port. One that is not written in one piece, as in {@code
     * (orders.after).id}, is refused: it would not be seen what it reads.
     */
    List<FieldPath> resolveAll(String expression, Place at) {
        List<FieldPath> paths = new ArrayList<>();
        for (List<String> steps : ReadPaths.of(expression)) {
            if (isMeta(steps)) {
                boolean unused = knownMeta(steps, at);
                continue;
            }
            ResolvedInput input = inputs.get(steps.get(0));
            if (input != null && steps.size() == 1) {
                problems.error(
                        at,
                        "'" + steps.get(0) + "' is an input port. Write a path to one of its fields, in one piece, such"
                                + " as '" + steps.get(0) + "." + String.join(".", input.defaultPath("id")) + "'.");
            } else if (input != null && steps.size() == 2 && steps.get(1).equals("headers")) {
                paths.add(new FieldPath(steps.get(0), steps.subList(1, 2)));
            } else if (input != null) {
                resolve(steps, at).ifPresent(paths::add);
            } else if (input == null && steps.size() > 2 && looksLikeRoot(steps.get(1))) {
                // Reported as an unknown port; a local variable with such a field would be very unusual.
                resolve(steps, at).ifPresent(paths::add);
            }
        }
        return paths;
    }

    /** Whether an expression names a path below an input port, be it right or wrong. */
    boolean names(String expression) {
        return ReadPaths.of(expression).stream()
                .anyMatch(steps -> steps.size() > 1
                        && !isMeta(steps)
                        && (inputs.containsKey(steps.get(0)) || (steps.size() > 2 && looksLikeRoot(steps.get(1)))));
    }

    /** Whether the path leads to what is known of every record. */
    static boolean isMeta(List<String> steps) {
        return steps.size() > 1 && steps.get(0).equals("meta");
    }

    /** Whether there is such a path below {@code meta}; what is wrong is noted. */
    boolean knownMeta(List<String> steps, Place at) {
        String name = steps.get(1);
        if (name.equals("processedAt")) {
            problems.error(
                    at,
                    "'meta.processedAt' would differ whenever a record is processed again. Consumers find it in header"
                            + " mr-processed-at; 'meta.ingestedAt' stays the same.");
            return false;
        }
        if (!META.contains(name) || steps.size() > 2) {
            problems.error(at, "There is no '" + String.join(".", steps) + "'. " + NearestMatch.hint(name, META));
            return false;
        }
        return true;
    }

    /** The property at the end of a path, where the input's contract lists it. */
    Optional<Property> property(FieldPath path) {
        ResolvedInput input = inputs.get(path.inputPort());
        List<Property> level = input == null ? List.of() : properties(input);
        Optional<Property> found = Optional.empty();
        for (String step : path.steps().subList(1, path.steps().size())) {
            found = named(level, step);
            level = found.map(Property::children).orElse(List.of());
        }
        return found;
    }

    private boolean known(FieldPath path, ResolvedInput input, Place at) {
        if (input.port().table().isPresent()) {
            return CapturedColumns.known(path, input.port(), at, problems);
        }
        List<Property> level = properties(input);
        if (!isRow(path.steps().get(0))) {
            return true;
        }
        for (String step : path.steps().subList(1, path.steps().size())) {
            if (level.isEmpty()) {
                return true;
            }
            Optional<Property> property = named(level, step);
            if (property.isEmpty()) {
                List<String> names =
                        level.stream().map(one -> one.fieldName().value()).toList();
                problems.error(
                        at,
                        "Path '" + path + "': contract '" + input.port().contractId() + "' has no property '" + step
                                + "'. " + NearestMatch.hint(step, names));
                return false;
            }
            level = property.get().children();
        }
        return true;
    }

    static List<Property> properties(ResolvedInput input) {
        return input.contract()
                .filter(contract -> !contract.objects().isEmpty())
                .map(contract -> contract.objects().get(0).properties())
                .orElse(List.of());
    }

    static Optional<Property> named(List<Property> level, String step) {
        return level.stream()
                .filter(property -> property.fieldName().value().equals(step))
                .findFirst();
    }

    /** Whether what stands below the first step is the contract's; else it is the connector's or Kafka's. */
    static boolean isRow(String root) {
        return root.equals("after") || root.equals("before") || root.equals("event");
    }

    private static boolean looksLikeRoot(String step) {
        return List.of("before", "after", "source", "event").contains(step);
    }
}
