package io.millrace.contracts.governance;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything in a mesh that policies judge: products, their output ports, the contracts these serve, and fields. */
final class Subjects {
    private Subjects() {}

    static List<Subject> of(Mesh mesh) {
        Facts facts = new Facts(mesh);
        List<Subject> subjects = new ArrayList<>();
        for (Product product : mesh.products()) {
            Subject whole = of(product, mesh);
            subjects.add(whole);
            Set<String> contracts = new HashSet<>();
            for (OutputPort port : product.outputPorts()) {
                RowContract contract = port.contract();
                Map<String, Map<String, Object>> known = new HashMap<>(whole.facts());
                known.put("contract", facts.of(contract));
                if (contracts.add(contract.id())) {
                    addContract(product, contract, known, facts, subjects);
                }
                Map<String, Map<String, Object>> ofPort = new HashMap<>(known);
                ofPort.put("port", facts.of(port));
                subjects.add(new Subject(
                        Subject.Kind.PORT,
                        product,
                        Optional.of(contract.id()),
                        Optional.empty(),
                        place(port, product, mesh),
                        Map.copyOf(ofPort)));
            }
        }
        return subjects;
    }

    static Subject of(Product product, Mesh mesh) {
        return new Subject(
                Subject.Kind.PRODUCT,
                product,
                Optional.empty(),
                Optional.empty(),
                new Place(product.location(), ""),
                Map.of("product", new Facts(mesh).of(product)));
    }

    private static void addContract(
            Product product,
            RowContract contract,
            Map<String, Map<String, Object>> known,
            Facts facts,
            List<Subject> subjects) {
        subjects.add(new Subject(
                Subject.Kind.CONTRACT,
                product,
                Optional.of(contract.id()),
                Optional.empty(),
                new Place(contract.location(), ""),
                Map.copyOf(known)));
        for (Field field : contract.fields()) {
            Map<String, Map<String, Object>> ofField = new HashMap<>(known);
            ofField.put("field", facts.of(field, contract));
            subjects.add(new Subject(
                    Subject.Kind.FIELD,
                    product,
                    Optional.of(contract.id()),
                    Optional.of(field.name()),
                    new Place(field.location(), "field " + field.name()),
                    Map.copyOf(ofField)));
        }
    }

    private static Place place(OutputPort port, Product product, Mesh mesh) {
        Texts document = new Texts(mesh.documents().get(product.location().file()));
        if (document.node("outputPorts").orElse(null) instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (new Texts(item).text("name").equals(Optional.of(port.name()))) {
                    return item.at();
                }
            }
        }
        return new Place(product.location(), "");
    }
}
