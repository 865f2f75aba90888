package io.millrace.catalogue.lineage;

import io.millrace.catalogue.model.CatalogueModel;
import io.millrace.catalogue.model.CatalogueModel.EventEntry;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.Slug;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.resolve.ReadPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the fields of a product's contracts come from. */
public final class FieldLineage {
    private final CatalogueModel model;
    private final RowInputs read;
    private final Map<String, InputPort> inputs = new LinkedHashMap<>();

    /** @param contract of one of the product's ports */
    public FieldLineage(CatalogueModel model, Product product, RowContract contract) {
        this.model = model;
        this.read = contract.inputs();
        product.inputPorts().forEach(port -> inputs.put(port.name(), port));
    }

    /** The expression of a computed field; empty for a copy. */
    public static String expression(Field field) {
        return field.source() instanceof FieldSource.Cel cel ? cel.expression() : "";
    }

    /** What the field reads, in the order read, each once. */
    public List<Origin> of(Field field) {
        List<List<String>> paths = new ArrayList<>();
        if (field.source() instanceof FieldSource.Path path) {
            List<String> steps = new ArrayList<>(List.of(path.path().inputPort()));
            steps.addAll(path.path().steps());
            paths.add(steps);
        } else if (field.source() instanceof FieldSource.Cel cel) {
            paths.addAll(ReadPaths.of(cel.expression()));
        } else {
            throw new IllegalStateException("No lineage for " + field.source().getClass());
        }
        return paths.stream()
                .filter(steps -> steps.size() > 1
                        && (inputs.containsKey(steps.get(0)) || steps.get(0).equals("meta")))
                .flatMap(this::ofEachPort)
                .map(this::origin)
                .distinct()
                .toList();
    }

    /** In a union, the first port's name stands for each of them. */
    private Stream<List<String>> ofEachPort(List<String> steps) {
        if (read.combine() != RowInputs.Combine.UNION || !steps.get(0).equals(read.first())) {
            return Stream.of(steps);
        }
        return read.ports().stream().map(port -> {
            List<String> ofPort = new ArrayList<>(steps);
            ofPort.set(0, port);
            return ofPort;
        });
    }

    private Origin origin(List<String> steps) {
        InputPort input = inputs.get(steps.get(0));
        String path = String.join(".", steps);
        if (input == null) {
            return new Origin(path, "facts of the record: " + steps.get(1), "");
        }
        String name = String.join(".", steps.subList(2, steps.size()));
        return switch (steps.get(1)) {
            case "op" -> new Origin(path, "kind of the change", "");
            case "key" -> new Origin(path, "key of the record", "");
            case "headers" -> new Origin(path, "header " + name, "");
            case "source" -> new Origin(path, name + " in the database's log", "");
            default -> name.isEmpty() ? new Origin(path, "the whole record", "") : value(path, name, input);
        };
    }

    private Origin value(String path, String name, InputPort input) {
        if (input.contractId().startsWith("source:")) {
            String[] parts = input.contractId().substring("source:".length()).split("/", 2);
            String table = parts.length > 1 ? parts[1] + " in " + parts[0] : parts[0];
            return new Origin(path, "column " + name + " of " + table, "");
        }
        String first = name.split("\\.", 2)[0];
        return model.portOf(input.topic())
                .map(port -> ofPort(path, name, first, port))
                .or(() -> model.eventsOf(input.contractId()).map(events -> ofEvents(path, name, first, events)))
                .orElseGet(() -> new Origin(path, "field " + name + " of " + input.contractId(), ""));
    }

    private static Origin ofPort(String path, String name, String first, PortEntry port) {
        boolean known = port.port().contract().fields().stream()
                .anyMatch(field -> field.name().equals(first));
        return new Origin(
                path,
                "field " + name + " of " + port.product().qualifiedName() + "/"
                        + port.port().name(),
                port.page() + (known ? "#field-" + first : ""));
    }

    /** A contract of events need not name all their fields. */
    private static Origin ofEvents(String path, String name, String first, EventEntry events) {
        boolean known = events.contract().maps("schema").stream()
                .findFirst()
                .map(object -> object.maps("properties"))
                .orElse(List.of())
                .stream()
                .anyMatch(property -> first.equals(property.text("physicalName"))
                        || (property.text("physicalName").isEmpty() && first.equals(property.text("name"))));
        return new Origin(
                path,
                "field " + name + " of " + events.id(),
                events.page() + (known ? "#field-" + Slug.of(first) : ""));
    }
}
