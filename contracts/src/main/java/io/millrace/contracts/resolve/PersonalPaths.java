package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what is personal behind a path: by the tags of the input's contract, and by those of whoever reads it too. */
final class PersonalPaths {
    private final Map<String, ResolvedInput> inputs;
    private final InputPaths paths;
    private final PersonalReads reads;

    /** @param inputs of the product by name */
    PersonalPaths(Map<String, ResolvedInput> inputs, InputPaths paths, PersonalReads reads) {
        this.inputs = inputs;
        this.paths = paths;
        this.reads = reads;
    }

    /**
     * Why the value is personal that a path reads, all reasons.
     *
     * @param reader where the property stands that reads it
     */
    List<Personal> behind(FieldPath path, Location reader) {
        ResolvedInput input = inputs.get(path.inputPort());
        if (input == null) {
            return List.of();
        }
        List<Personal> found = new ArrayList<>();
        boolean key = path.steps().get(0).equals("key");
        (key ? taggedKey(input) : tagged(input, path)).forEach(tag -> found.add(Personal.ofInput(tag)));
        found.addAll(reads.behind(input.port().contractId(), path, reader));
        if (key) {
            keyColumns(input)
                    .forEach(column -> found.addAll(reads.behind(
                            input.port().contractId(),
                            new FieldPath(path.inputPort(), List.of("after", column)),
                            reader)));
        }
        return found;
    }

    /** The tags that make the keys of a map personal, at the path of the map. */
    List<Sited<String>> ofKeys(FieldPath path) {
        return paths.property(path)
                .flatMap(Property::map)
                .flatMap(map -> Tags.personal(map.key().tags()))
                .map(List::of)
                .orElse(List.of());
    }

    /** The personal properties that a path reads: on the way, at its end, or inside what it ends at. */
    private static List<Sited<String>> tagged(ResolvedInput input, FieldPath path) {
        List<Sited<String>> found = new ArrayList<>();
        if (!InputPaths.isRow(path.steps().get(0))) {
            return found;
        }
        List<Property> level = InputPaths.properties(input);
        @Nullable Property last = null;
        for (String step : path.steps().subList(1, path.steps().size())) {
            Optional<Property> property = InputPaths.named(level, step);
            if (property.isEmpty()) {
                return found;
            }
            last = property.get();
            Tags.personal(last.tags()).ifPresent(found::add);
            last.items().flatMap(items -> Tags.personal(items.tags())).ifPresent(found::add);
            last.map().flatMap(map -> Tags.personal(map.value().tags())).ifPresent(found::add);
            level = last.children();
        }
        if (last != null) {
            inside(last, found);
        }
        return found;
    }

    /** The key's columns by their names in change events, where the table is locked. */
    private static List<String> keyColumns(ResolvedInput input) {
        return input.port().table().map(TableShape::primaryKey).orElse(List.of()).stream()
                .map(name -> new Column(name, "", false, false).fieldName())
                .toList();
    }

    private static List<Sited<String>> taggedKey(ResolvedInput input) {
        return InputPaths.properties(input).stream()
                .filter(Property::primaryKey)
                .flatMap(property -> Tags.personal(property.tags()).stream())
                .toList();
    }

    private static void inside(Property property, List<Sited<String>> found) {
        property.items().ifPresent(items -> collect(items, found));
        property.map().ifPresent(map -> collect(map.value(), found));
        property.children().forEach(child -> collect(child, found));
    }

    private static void collect(Property property, List<Sited<String>> found) {
        Tags.personal(property.tags()).ifPresent(found::add);
        inside(property, found);
    }
}
