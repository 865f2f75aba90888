package io.millrace.contracts.mesh;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.OutputPort.Deletes;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.source.SourceDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tells captured tables which output ports show their deleted rows, which only the products know. */
final class WholeRows {
    private WholeRows() {}

    /** The sources, in their order, with {@code wholeRowsFor} filled in; the products must be all of the mesh. */
    static List<SourceDescriptor> mark(Collection<SourceDescriptor> sources, List<Product> products) {
        Map<String, TreeSet<String>> portsByTopic = new HashMap<>();
        for (Product product : products) {
            for (InputPort input : product.inputPorts()) {
                for (OutputPort port : product.outputPortsReading(input)) {
                    if (port.deletes() == Deletes.MARKER
                            && !port.contract().inputs().keepsRows()) {
                        portsByTopic
                                .computeIfAbsent(input.topic(), topic -> new TreeSet<>())
                                .add(product.qualifiedName() + "/" + port.name());
                    }
                }
            }
        }
        return sources.stream()
                .map(source -> source.withTables(source.tables().stream()
                        .map(table -> table.withWholeRowsFor(
                                List.copyOf(portsByTopic.getOrDefault(table.topic(), new TreeSet<>()))))
                        .toList()))
                .toList();
    }
}
