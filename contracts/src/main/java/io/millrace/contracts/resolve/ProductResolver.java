package io.millrace.contracts.resolve;

import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.odps.ProductDocument.Input;
import io.millrace.contracts.odps.ProductDocument.Output;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.CompatibilityLevel;
import io.millrace.contracts.product.Delivery;
import io.millrace.contracts.product.Guarantee;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.JavaTopology;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.OutputPort.Deletes;
import io.millrace.contracts.product.OutputPort.View;
import io.millrace.contracts.product.Periods;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.standard.Header;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Resolves a product descriptor against the mesh it stands in. */
public final class ProductResolver {
    private final Catalogue catalogue;
    private final Problems problems;
    private final Map<String, RowContract> served = new HashMap<>();

    public ProductResolver(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /**
     * The product; empty where something essential is wrong. Everything wrong is noted. Products that a Java topology
     * reads are to be resolved before the one that has it.
     */
    public Optional<Product> resolve(ProductDocument product, Domain domain) {
        String name = product.name().value();
        checkPart("product", product.name());
        product.domain().ifPresent(found -> checkPart("domain", found));
        Map<String, ResolvedInput> inputs = inputs(product, domain);
        if (inputs.isEmpty() || inputs.size() < product.inputs().size()) {
            // What is wrong is noted; judged against missing ports, every path would be wrong as well.
            return Optional.empty();
        }
        JavaTopologies topologies = new JavaTopologies(catalogue, served, problems);
        Optional<JavaTopology> topology = Optional.empty();
        if (product.topology().isPresent()) {
            topology = topologies.of(product, product.topology().get());
            if (topology.isEmpty()) {
                return Optional.empty();
            }
        }
        List<OutputPort> outputs = outputs(product, domain, inputs, topology);
        outputs.forEach(port -> served.put(port.contract().id(), port.contract()));
        if (outputs.isEmpty() || outputs.size() < product.outputs().size()) {
            return Optional.empty();
        }
        inputs.values().forEach(input -> warnIfUnread(input, outputs, product));
        product.guarantee()
                .filter(found -> found.value() == Guarantee.AT_LEAST_ONCE)
                .ifPresent(found -> new Repeatable(found.at(), problems)
                        .check(ports(inputs), outputs, product.periods().isPresent()));
        String applicationId = domain.name() + "." + name;
        return Optional.of(new Product(
                product.id().value(),
                name,
                domain.name(),
                product.version().value(),
                catalogue.environment().prefixed(applicationId),
                catalogue.environment().prefixed(Topics.deadLetter(domain.name(), name)),
                inputs.values().stream().map(ResolvedInput::port).toList(),
                outputs,
                product.failureBudget(),
                delivery(product, domain),
                product.at().location(),
                topology));
    }

    private Delivery delivery(ProductDocument product, Domain domain) {
        String topic = Topics.periods(domain.name(), product.name().value());
        return new Delivery(
                product.guarantee().map(Sited::value).orElse(Guarantee.EXACTLY_ONCE),
                product.periods()
                        .map(declared -> new Periods(
                                catalogue.environment().prefixed(topic),
                                declared.length().value(),
                                declared.grace().map(Sited::value).orElse(Periods.GRACE))),
                domain.defaults().replication());
    }

    private Map<String, ResolvedInput> inputs(ProductDocument product, Domain domain) {
        InputResolver resolver = new InputResolver(
                catalogue,
                domain.name() + "." + product.name().value(),
                product.topology().isEmpty(),
                problems);
        Map<String, ResolvedInput> inputs = new LinkedHashMap<>();
        Map<String, Place> names = new HashMap<>();
        for (Input input : product.inputs()) {
            unique("Input port", input.name(), names);
            resolver.resolve(input)
                    .ifPresent(resolved -> inputs.putIfAbsent(resolved.port().name(), resolved));
        }
        return inputs;
    }

    private List<OutputPort> outputs(
            ProductDocument product,
            Domain domain,
            Map<String, ResolvedInput> ofProduct,
            Optional<JavaTopology> topology) {
        Map<String, ResolvedInput> inputs = topology.isPresent() ? HandedOver.asInput() : ofProduct;
        ContractResolver resolver = new ContractResolver(
                domain,
                product.name().value(),
                inputs,
                inputs.values().iterator().next(),
                catalogue.personalReads(),
                topology.map(code -> new HandedOver(List.copyOf(ofProduct.keySet()), code.inputs())),
                problems);
        Map<String, Optional<RowContract>> contracts = new HashMap<>();
        Map<String, Place> names = new HashMap<>();
        List<OutputPort> ports = new ArrayList<>();
        for (Output output : product.outputs()) {
            checkPart("output port", output.name());
            unique("Output port", output.name(), names);
            String id = output.contractId().value();
            ContractDocument document = catalogue.contracts().get(id);
            if (document == null && !catalogue.complete()) {
                continue;
            }
            if (document == null) {
                problems.error(
                        output.contractId().at(),
                        "There is no contract '" + id + "' (a *.odcs.yaml with that id in the mesh). "
                                + NearestMatch.hint(id, catalogue.contracts().keySet()));
                continue;
            }
            contracts
                    .computeIfAbsent(id, absent -> {
                        Header.semantic(document.version(), problems);
                        Optional<RowContract> resolved = resolver.resolve(document);
                        resolved.ifPresent(contract -> CapturedColumns.checkKey(contract, ports(inputs), problems));
                        return resolved;
                    })
                    .ifPresent(contract -> ports.add(port(product, domain, output, document, contract, inputs)));
        }
        return ports;
    }

    private static List<InputPort> ports(Map<String, ResolvedInput> inputs) {
        return inputs.values().stream().map(ResolvedInput::port).toList();
    }

    private OutputPort port(
            ProductDocument product,
            Domain domain,
            Output output,
            ContractDocument document,
            RowContract contract,
            Map<String, ResolvedInput> inputs) {
        String topic = OutputTopics.of(product, domain, output, Optional.of(document));
        if (!Topics.isLegal(topic)) {
            problems.error(
                    output.name().at(),
                    "'" + topic + "' is no topic name Kafka accepts: letters, digits, dots, hyphens and underscores, at"
                            + " most 249.");
        }
        View view = output.view().map(Sited::value).orElse(View.HISTORY);
        Deletes deletes = output.deletes().map(Sited::value).orElse(Deletes.TOMBSTONE);
        if (view == View.LATEST && contract.keyFields().isEmpty()) {
            problems.error(
                    output.view().map(Sited::at).orElse(output.at()),
                    "A latest view keeps one row per key, but contract '" + contract.id()
                            + "' has no field with 'primaryKey: true'.");
        }
        output.deletes().filter(found -> found.value() == Deletes.MARKER).ifPresent(found -> {
            ResolvedInput read = inputs.get(contract.inputs().first());
            if (view == View.LATEST) {
                problems.error(
                        found.at(),
                        "'deletes: marker' is for 'view: history': in a latest view a deleted row must go. Write"
                                + " 'tombstone'.");
            } else if (read != null
                    && !read.port().format().isChange()
                    && read.port().records().deleteWhen().isEmpty()) {
                problems.error(
                        found.at(),
                        "Domain events have no deletes. Remove 'deletes', or say at the input port which events are"
                                + " deletes: 'deleteWhen: \"" + read.port().name() + ".event.deleted == true\"'.");
            } else if (!contract.inputs().keepsRows()) {
                ports(inputs).stream()
                        .filter(input -> contract.reads(input.name()))
                        .forEach(input -> CapturedColumns.checkWholeRows(input, found.at(), problems));
            }
        });
        return new OutputPort(
                output.name().value(),
                output.version().value(),
                catalogue.environment().prefixed(topic),
                view,
                deletes,
                output.partitions().map(found -> OptionalInt.of(found.value())).orElseGet(OptionalInt::empty),
                contract,
                output.compatibility().map(Sited::value).orElse(CompatibilityLevel.DEFAULT));
    }

    private void warnIfUnread(ResolvedInput input, List<OutputPort> outputs, ProductDocument product) {
        boolean read = outputs.stream()
                .anyMatch(port -> port.contract().reads(input.port().name()));
        if (!read) {
            product.inputs().stream()
                    .filter(declared ->
                            declared.name().value().equals(input.port().name()))
                    .findFirst()
                    .ifPresent(declared -> problems.warning(
                            declared.name().at(),
                            "No output port reads input port '" + input.port().name() + "'. Remove it, or read it by a"
                                    + " path that starts with its name."));
        }
    }

    private void unique(String what, Sited<String> name, Map<String, Place> names) {
        Place before = names.putIfAbsent(name.value(), name.at());
        if (before != null) {
            problems.error(
                    name.at(), what + " '" + name.value() + "' stands twice, first at " + before.location() + ".");
        }
    }

    private void checkPart(String what, Sited<String> name) {
        if (!Topics.isLegalPart(name.value())) {
            problems.error(
                    name.at(),
                    "'" + name.value() + "' cannot name a " + what + ": topics are named by it, so it must be"
                            + " lower-case letters, digits, hyphens and underscores.");
        }
    }
}
