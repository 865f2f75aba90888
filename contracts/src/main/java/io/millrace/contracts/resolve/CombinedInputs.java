package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.SchemaObject;
import io.millrace.contracts.odcs.SchemaObject.Combination;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.RowInputs.Absent;
import io.millrace.contracts.product.RowInputs.Combine;
import io.millrace.contracts.product.RowInputs.Unavailable;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which input ports a contract reads, and how its rows come of them. Used once. */
final class CombinedInputs {
    private static final Set<InputFormat> JSON = EnumSet.of(InputFormat.JSON, InputFormat.CLOUDEVENTS);

    private final SchemaObject object;
    private final Combination declared;
    private final Combine combine;
    private final Map<String, ResolvedInput> inputs;
    private final InputPaths paths;
    private final PersonalPaths personal;
    private final Problems problems;
    private final ResolvedInput first;

    /** @param firstOfProduct the first input port of the product */
    CombinedInputs(
            SchemaObject object,
            Map<String, ResolvedInput> inputs,
            ResolvedInput firstOfProduct,
            InputPaths paths,
            PersonalPaths personal,
            Problems problems) {
        this.object = object;
        this.declared = object.combination();
        this.combine = declared.combine().map(Sited::value).orElse(Combine.NONE);
        this.inputs = inputs;
        this.paths = paths;
        this.personal = personal;
        this.problems = problems;
        this.first = declared.inputs().stream()
                .map(name -> inputs.get(name.value()))
                .filter(found -> found != null && combine == Combine.UNION)
                .findFirst()
                .orElse(firstOfProduct);
    }

    /** The port that fields without {@code transformLogic} read. */
    ResolvedInput first() {
        return first;
    }

    /** The ports, once the fields are resolved; what is wrong is noted. */
    RowInputs of(List<FieldResolver.Resolved> fields, FieldSources sources) {
        if (combine != Combine.UNION) {
            declared.inputs().stream()
                    .findFirst()
                    .ifPresent(name -> problems.error(
                            name.at(), "'inputs' belongs to 'combine: union'; otherwise the paths say it. Remove it."));
        }
        List<String> ports = switch (combine) {
            case NONE -> List.of(only(fields));
            case UNION -> union(fields);
            case MERGE -> merge(fields);
            case TOPOLOGY -> throw new IllegalStateException("no contract says of itself that it is handed over");
        };
        Map<String, String> others = new HashMap<>();
        if (combine == Combine.MERGE) {
            fields.forEach(field -> field.reads().stream()
                    .map(FieldPath::inputPort)
                    .filter(port -> !port.equals(ports.get(0)))
                    .findFirst()
                    .ifPresent(port -> others.put(field.field().name(), port)));
        }
        Optional<String> filter = filterPort(ports, sources);
        checkRepair(ports, fields);
        return new RowInputs(
                combine,
                ports,
                others,
                filter,
                declared.unavailable().map(Sited::value).orElse(Unavailable.REJECT),
                declared.absent().map(Sited::value).orElse(Absent.NULL));
    }

    private String only(List<FieldResolver.Resolved> fields) {
        String port = fields.stream()
                .flatMap(field -> field.reads().stream())
                .map(FieldPath::inputPort)
                .findFirst()
                .orElse(first.port().name());
        for (FieldResolver.Resolved field : fields) {
            otherThan(port, field)
                    .ifPresent(path -> problems.error(
                            field.at(),
                            "Reads '" + path + "', but other fields of the contract read input port '" + port
                                    + "'. Write 'combine: merge' in the millrace map of the schema object to put rows"
                                    + " of several inputs together by primary key; or serve two contracts."));
        }
        return port;
    }

    private static Optional<FieldPath> otherThan(String port, FieldResolver.Resolved field) {
        return field.reads().stream()
                .filter(path -> !path.inputPort().equals(port))
                .findFirst();
    }

    private List<String> merge(List<FieldResolver.Resolved> fields) {
        Place at = declared.combine().orElseThrow().at();
        Optional<FieldResolver.Resolved> key = fields.stream()
                .filter(field -> field.field().primaryKeyPosition().isPresent())
                .findFirst();
        if (key.isEmpty()) {
            problems.error(at, "'combine: merge' puts rows together by primary key, but the contract has none.");
            return List.of(first.port().name());
        }
        String owner = port(key.get());
        Set<String> read = new LinkedHashSet<>(List.of(owner));
        for (FieldResolver.Resolved field : fields) {
            String port = port(field);
            field.reads().forEach(path -> read.add(path.inputPort()));
            if (field.field().primaryKeyPosition().isPresent()) {
                otherThan(owner, field)
                        .ifPresent(path -> problems.error(
                                field.at(),
                                "Reads '" + path + "', but the primary key belongs to one input port, '" + owner
                                        + "'. The other inputs bring it as the key of their records."));
            } else {
                otherThan(port, field)
                        .ifPresent(path -> problems.error(
                                field.at(),
                                "Reads '" + path + "' and input port '" + port + "': a field of a merged row belongs"
                                        + " to one input port. Make two fields of it."));
            }
        }
        if (read.size() == 1) {
            problems.error(
                    at,
                    "'combine: merge' needs fields of several input ports, but all fields read '" + owner
                            + "'. Remove it, or read another port by a path that starts with its name"
                            + (inputs.size() > 1 ? ": " + String.join(", ", inputs.keySet()) : "") + ".");
        }
        return List.copyOf(read);
    }

    private String port(FieldResolver.Resolved field) {
        return field.reads().stream()
                .map(FieldPath::inputPort)
                .findFirst()
                .orElse(first.port().name());
    }

    private List<String> union(List<FieldResolver.Resolved> fields) {
        Place at = declared.combine().orElseThrow().at();
        Map<String, ResolvedInput> read = new java.util.LinkedHashMap<>();
        if (declared.inputs().isEmpty()) {
            read.putAll(inputs);
        }
        for (Sited<String> name : declared.inputs()) {
            ResolvedInput input = inputs.get(name.value());
            if (input == null) {
                problems.error(
                        name.at(),
                        "There is no input port '" + name.value() + "'. "
                                + NearestMatch.hint(name.value(), inputs.keySet()));
            } else if (read.put(name.value(), input) != null) {
                problems.error(name.at(), "Input port '" + name.value() + "' stands twice.");
            }
        }
        String leader = first.port().name();
        read.putIfAbsent(leader, first);
        if (read.size() < 2) {
            problems.error(at, "'combine: union' needs several input ports, but there is only '" + leader + "'.");
        }
        for (ResolvedInput other : read.values()) {
            if (other.port().format() != first.port().format()) {
                problems.error(
                        at,
                        "'combine: union' needs input ports of one shape, but '" + leader + "' has format "
                                + first.port().format().text() + " and '"
                                + other.port().name() + "' has format "
                                + other.port().format().text() + ". Name those that belong together: 'inputs: ["
                                + leader + ", ...]'.");
            } else {
                fields.forEach(field -> follow(field, leader, other));
            }
        }
        for (FieldResolver.Resolved field : fields) {
            otherThan(leader, field)
                    .ifPresent(path -> problems.error(
                            field.at(),
                            "Reads '" + path + "': the paths of a union start with its first input port, '" + leader
                                    + "', and hold for every one under its own name. Write '" + leader + "."
                                    + String.join(".", path.steps()) + "'."));
        }
        return List.copyOf(read.keySet());
    }

    /** Judges what a field reads in the first input as if it were read in another. */
    private void follow(FieldResolver.Resolved field, String leader, ResolvedInput other) {
        if (other.equals(first)) {
            return;
        }
        if (field.field().type() instanceof FieldType.Nested) {
            // What is inside has paths and masks of its own.
            field.field()
                    .withInside()
                    .filter(inside -> inside.type() instanceof FieldType.Scalar)
                    .forEach(inside ->
                            follow(((FieldSource.Path) inside.source()).path(), inside, field.at(), leader, other));
            return;
        }
        field.reads().forEach(path -> follow(path, field.field(), field.at(), leader, other));
    }

    private void follow(FieldPath path, Field field, Place at, String leader, ResolvedInput other) {
        if (path.inputPort().equals(leader) && path.steps().size() > 1) {
            List<String> steps = new ArrayList<>(List.of(other.port().name()));
            steps.addAll(path.steps());
            paths.resolve(steps, at)
                    .map(read -> personal.behind(read, field.location()))
                    .filter(found -> !found.isEmpty() && Masks.isTakenForNotPersonal(field.mask()))
                    .ifPresent(found -> problems.error(
                            at,
                            "Reads '" + String.join(".", steps) + "' as well, which is personal ("
                                    + found.get(0).words() + "), but is not tagged."));
        }
    }

    private Optional<String> filterPort(List<String> ports, FieldSources sources) {
        return object.filter().map(filter -> {
            sources.refused(filter.value(), filter.at());
            List<FieldPath> used = paths.resolveAll(filter.value(), filter.at());
            List<String> allowed = combine == Combine.MERGE ? ports : ports.subList(0, 1);
            String port = used.stream()
                    .map(FieldPath::inputPort)
                    .findFirst()
                    .filter(allowed::contains)
                    .orElse(ports.get(0));
            // A path that leads nowhere was told already.
            boolean told = used.isEmpty() && paths.names(filter.value());
            if ((used.isEmpty() && !told)
                    || used.stream().anyMatch(path -> !path.inputPort().equals(port))) {
                problems.error(
                        filter.at(),
                        "The filter must read input port '" + port + "', and only that, such as '" + port
                                + "."
                                + String.join(
                                        ".", inputs.getOrDefault(port, first).defaultPath("status"))
                                + " != ...'.");
            }
            return port;
        });
    }

    private void checkRepair(List<String> ports, List<FieldResolver.Resolved> fields) {
        boolean key = fields.stream()
                .anyMatch(field -> field.field().primaryKeyPosition().isPresent());
        declared.unavailable()
                .filter(found -> found.value() == Unavailable.LAST_KNOWN)
                .ifPresent(found -> checkRepair(
                        "unavailable: last-known",
                        found.at(),
                        key,
                        formats(ports).contains(InputFormat.DEBEZIUM_AVRO),
                        "only captured tables leave unchanged values out"));
        declared.absent()
                .filter(found -> found.value() == Absent.KEEP)
                .ifPresent(found -> checkRepair(
                        "absent: keep",
                        found.at(),
                        key,
                        formats(ports).stream().anyMatch(JSON::contains),
                        "only events in JSON can leave fields out"));
    }

    private void checkRepair(String what, Place at, boolean key, boolean possible, String otherwise) {
        if (!key) {
            problems.error(at, "'" + what + "' keeps the last row of each primary key, but the contract has none.");
        }
        if (combine == Combine.UNION) {
            problems.error(
                    at,
                    "'" + what + "' does not go with 'combine: union': the inputs' rows of one key may lie apart."
                            + " Use 'combine: merge', or serve two contracts.");
        } else if (!possible) {
            problems.error(at, "'" + what + "' has no effect here: " + otherwise + ". Remove it.");
        }
    }

    private Set<InputFormat> formats(List<String> ports) {
        Set<InputFormat> formats = EnumSet.noneOf(InputFormat.class);
        ports.forEach(
                port -> formats.add(inputs.getOrDefault(port, first).port().format()));
        return formats;
    }
}
