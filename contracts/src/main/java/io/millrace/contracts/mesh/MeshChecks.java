package io.millrace.contracts.mesh;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.problem.Location;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.resolve.Domain;
import io.millrace.contracts.source.SourceDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What no single descriptor can know: names that collide, tokens that would not join, contracts nobody refers to. */
final class MeshChecks {
    private final Problems problems;

    MeshChecks(Problems problems) {
        this.problems = problems;
    }

    void check(Map<ProductDocument, Domain> documents, List<Product> products, Collection<SourceDescriptor> sources) {
        boolean named = uniqueProducts(documents);
        if (named) {
            // Products of one name have the same topics, which says nothing new.
            uniqueTopics(documents.keySet(), products, sources);
        }
        uniqueSlots(sources);
        oneFormPerJoinDomain(products);
    }

    private boolean uniqueProducts(Map<ProductDocument, Domain> documents) {
        Map<String, Place> ids = new HashMap<>();
        Map<String, Place> names = new HashMap<>();
        documents.forEach((product, domain) -> {
            twice(ids, product.id().value(), product.id().at(), "Product id");
            String name = domain.name() + "." + product.name().value();
            twice(names, name, product.name().at(), "Product");
        });
        return names.size() == documents.size();
    }

    private void uniqueTopics(
            Set<ProductDocument> documents, List<Product> products, Collection<SourceDescriptor> sources) {
        Map<String, Place> topics = new HashMap<>();
        for (SourceDescriptor source : sources) {
            Place at = new Place(source.location(), "tables");
            Set<String> tables = new HashSet<>();
            source.tables().stream()
                    .filter(table -> tables.add(table.qualifiedName()))
                    .forEach(table -> twice(topics, table.topic(), at, "Topic"));
            twice(topics, source.offsetTopic(), at, "Topic");
        }
        Map<String, Place> places = places(documents);
        Set<String> events = new HashSet<>();
        for (SourceDescriptor source : sources) {
            // A contract may declare the same topic, for those who read it.
            source.outbox()
                    .ifPresent(outbox -> outbox.topics().forEach(event -> {
                        events.add(event.topic());
                        twice(topics, event.topic(), new Place(outbox.location(), "outbox"), "Topic");
                    }));
        }
        for (Product product : products) {
            for (InputPort input : product.inputPorts()) {
                // Several products may read one event topic; it is one declaration, its contract's.
                if (input.owned().isPresent() && events.add(input.topic())) {
                    twice(topics, input.topic(), place(places, product, "in", input.name()), "Topic");
                }
            }
        }
        for (Product product : products) {
            Set<String> ports = new HashSet<>();
            for (OutputPort output : product.outputPorts()) {
                if (ports.add(output.name())) {
                    twice(topics, output.topic(), place(places, product, "out", output.name()), "Topic");
                }
            }
            Place at = new Place(product.location(), "");
            twice(topics, product.deadLetterTopic(), at, "Topic");
            product.delivery().periods().ifPresent(periods -> twice(topics, periods.topic(), at, "Topic"));
        }
    }

    private static Map<String, Place> places(Set<ProductDocument> documents) {
        Map<String, Place> places = new HashMap<>();
        for (ProductDocument document : documents) {
            String id = document.id().value();
            document.inputs()
                    .forEach(port -> places.put(
                            key(id, "in", port.name().value()), port.name().at()));
            document.outputs()
                    .forEach(port -> places.put(
                            key(id, "out", port.name().value()), port.name().at()));
        }
        return places;
    }

    private static Place place(Map<String, Place> places, Product product, String side, String port) {
        return places.getOrDefault(key(product.id(), side, port), new Place(product.location(), ""));
    }

    private static String key(String product, String side, String port) {
        return product + "/" + side + "/" + port;
    }

    private void uniqueSlots(Collection<SourceDescriptor> sources) {
        Map<String, Place> slots = new HashMap<>();
        for (SourceDescriptor source : sources) {
            String slot = source.connection().host() + ":" + source.connection().port() + "/" + source.slot();
            twice(slots, slot, new Place(source.location(), "slot"), "Replication slot");
        }
    }

    private void twice(Map<String, Place> seen, String name, Place at, String what) {
        Place before = seen.putIfAbsent(name, at);
        if (before != null) {
            problems.error(
                    at,
                    what + " '" + name + "' is declared twice, first at " + before.location()
                            + ". Rename one of them.");
        }
    }

    private void oneFormPerJoinDomain(List<Product> products) {
        Map<String, Mask.CanonicalForm> forms = new HashMap<>();
        Map<String, Location> first = new HashMap<>();
        for (Product product : products) {
            for (OutputPort port : product.outputPorts()) {
                for (Field field : port.contract().everyField()) {
                    if (field.mask() instanceof Mask.Pseudonymize mask) {
                        Mask.CanonicalForm before = forms.putIfAbsent(mask.joinDomain(), mask.canonical());
                        first.putIfAbsent(mask.joinDomain(), field.location());
                        if (before != null && before != mask.canonical()) {
                            problems.error(
                                    new Place(field.location(), field.name()),
                                    "Join domain '" + mask.joinDomain() + "' has canonical form "
                                            + words(mask.canonical()) + " here, but " + words(before) + " at "
                                            + first.get(mask.joinDomain())
                                            + ", so tokens of one value would differ. Use one form.");
                        }
                    }
                }
            }
        }
    }

    private static String words(Mask.CanonicalForm form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Notes contracts that no port of the given products, which must be all of the mesh, refers to. */
    void warnOfUnused(Set<ProductDocument> products, Map<String, ContractDocument> contracts) {
        Set<String> used = new HashSet<>();
        products.forEach(product -> {
            product.inputs().forEach(input -> used.add(input.contractId().value()));
            product.outputs().forEach(output -> used.add(output.contractId().value()));
        });
        contracts.forEach((id, contract) -> {
            if (!used.contains(id)) {
                problems.warning(
                        contract.id().at(),
                        "No port of any product refers to contract '" + id + "', so nothing in it runs.");
            }
        });
    }
}
