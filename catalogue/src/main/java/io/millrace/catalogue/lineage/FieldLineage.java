package io.millrace.catalogue.lineage;

import io.millrace.catalogue.model.CatalogueModel;
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
                .filter(steps -> inputs.containsKey(steps.get(0)) && steps.size() > 1)
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
        List<String> inside = steps.subList(2, steps.size());
        String name = String.join(".", inside);
        if (input == null) {
            return new Origin(path, path, "");
        }
        if (inside.isEmpty()) {
            return new Origin(path, steps.get(1).equals("op") ? "kind of the change" : "the whole record", "");
        }
        if (input.contractId().startsWith("source:")) {
            String[] parts = input.contractId().substring("source:".length()).split("/", 2);
            boolean row = steps.get(1).equals("after") || steps.get(1).equals("before");
            String table = parts.length > 1 ? parts[1] + " in " + parts[0] : parts[0];
            return new Origin(path, (row ? "column " : "log data ") + name + " of " + table, "");
        }
        String anchor = "#field-" + Slug.of(inside.get(0));
        return model.portOf(input.topic())
                .map(port -> new Origin(
                        path,
                        "field " + name + " of " + port.product().qualifiedName() + "/"
                                + port.port().name(),
                        port.page() + anchor))
                .or(() -> model.eventsOf(input.contractId())
                        .map(events ->
                                new Origin(path, "field " + name + " of " + events.id(), events.page() + anchor)))
                .orElseGet(() -> new Origin(path, "field " + name + " of " + input.contractId(), ""));
    }
}
