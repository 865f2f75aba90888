package io.millrace.contracts.compatibility;

import io.millrace.contracts.compatibility.ProductDifference.Affected;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.CompatibilityLevel;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Periods;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.yaml.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares two versions of one product. */
final class ProductComparison {
    private static final String PRODUCT = "product";
    private static final String DIVIDED =
            "instances of both versions cannot share work: stop the old ones before the new one starts";

    private final Mesh old;
    private final Mesh now;

    ProductComparison(Mesh old, Mesh now) {
        this.old = old;
        this.now = now;
    }

    static ProductDifference gone(Product product) {
        var difference = new Difference(PRODUCT, PRODUCT, "removed", "its topics are written no more", Impact.BREAKING);
        Set<Affected> affected = new LinkedHashSet<>();
        product.outputPorts().forEach(port -> consumers(port, affected));
        return new ProductDifference(
                product.qualifiedName(), product.version(), "", List.of(difference), List.of(), List.copyOf(affected));
    }

    static ProductDifference come(Product product) {
        var difference = new Difference(PRODUCT, PRODUCT, "added", "nobody relied on it before", Impact.COMPATIBLE);
        return new ProductDifference(
                product.qualifiedName(), "", product.version(), List.of(difference), List.of(), List.of());
    }

    ProductDifference compare(Product before, Product after) {
        List<Difference> all = new ArrayList<>();
        List<DemandedStep> steps = new ArrayList<>();
        Set<Affected> affected = new LinkedHashSet<>();
        var product = new Findings(PRODUCT);
        product(before, after, product);
        Set<String> contracts = new HashSet<>();
        boolean broken = false;
        for (OutputPort port : before.outputPorts()) {
            Optional<OutputPort> successor = named(after, port.name());
            if (successor.isEmpty()) {
                product.breaking(
                        "output port " + port.name(),
                        "removed",
                        "topic " + port.topic() + " is written no more; " + DIVIDED);
                consumers(port, affected);
                continue;
            }
            List<Difference> ofContract = contract(before, port, successor.get());
            var findings = new Findings("output port " + port.name());
            PortDifferences.find(port, successor.get(), findings);
            documents(
                    before.location(),
                    after.location(),
                    (a, b) -> DocumentDifferences.ofPort(a, b, port.name(), findings));
            boolean breaks = impact(ofContract) == Impact.BREAKING || impact(findings.list()) == Impact.BREAKING;
            if (contracts.add(port.contract().id())) {
                all.addAll(ofContract);
                step(
                        ofContract,
                        port.contract().version(),
                        successor.get().contract().version(),
                        steps);
            }
            all.addAll(findings.list());
            portStep(port, successor.get(), breaks, findings, steps);
            if (breaks) {
                broken = true;
                consumers(port, affected);
            }
        }
        for (OutputPort port : after.outputPorts()) {
            if (named(before, port.name()).isEmpty()) {
                product.compatible(
                        "output port " + port.name(),
                        "added, topic " + port.topic(),
                        "others go on as they are; " + DIVIDED);
            }
        }
        documents(before.location(), after.location(), (a, b) -> DocumentDifferences.ofProduct(a, b, product));
        all.addAll(product.list());
        VersionStep demanded = broken ? VersionStep.MAJOR : demanded(all);
        if (!all.isEmpty()) {
            steps.add(new DemandedStep(PRODUCT, before.version(), after.version(), demanded));
        }
        all.sort(Comparator.comparing(Difference::subject)
                .thenComparing(Difference::impact, Comparator.reverseOrder())
                .thenComparing(Difference::element));
        return new ProductDifference(
                after.qualifiedName(), before.version(), after.version(), all, steps, List.copyOf(affected));
    }

    private static void product(Product before, Product after, Findings findings) {
        if (!before.qualifiedName().equals(after.qualifiedName())) {
            findings.breaking(
                    "name",
                    "from " + before.qualifiedName() + " to " + after.qualifiedName(),
                    "topics, the consumer group and the memory of what was seen are named by it");
        }
        if (!before.failureBudget().equals(after.failureBudget())) {
            findings.compatible(
                    "failureBudget", "changed", "it decides when the product stops, not what consumers read");
        }
        before.delivery()
                .periods()
                .filter(periods -> after.delivery().periods().isEmpty())
                .ifPresent(periods -> findings.breaking(
                        "periods",
                        "removed",
                        "topic " + periods.topic() + " no longer says when a period is complete"));
        if (after.delivery().mayRepeat() && !before.delivery().mayRepeat()) {
            findings.breaking("guarantee", "now at-least-once", "records may be there more than once after a fault");
        } else if (before.delivery().mayRepeat() && !after.delivery().mayRepeat()) {
            findings.compatible("guarantee", "now exactly-once", "nothing repeats any more");
        }
        boolean otherPeriods = !before.delivery()
                .periods()
                .map(Periods::length)
                .equals(after.delivery().periods().map(Periods::length));
        if (before.delivery().periods().isPresent()
                && after.delivery().periods().isPresent()
                && otherPeriods) {
            findings.breaking("periods", "another length", "consumers wait for periods that never end");
        }
        for (InputPort port : before.inputPorts()) {
            Optional<InputPort> successor = after.inputPorts().stream()
                    .filter(other -> other.name().equals(port.name()))
                    .findFirst();
            successor.ifPresentOrElse(
                    found -> PortDifferences.find(port, found, findings),
                    () -> findings.compatible(
                            "input port " + port.name(), "removed", "outputs tell for themselves; " + DIVIDED));
        }
        for (InputPort port : after.inputPorts()) {
            if (before.inputPorts().stream().noneMatch(other -> other.name().equals(port.name()))) {
                findings.compatible("input port " + port.name(), "added", "outputs tell for themselves; " + DIVIDED);
            }
        }
    }

    /** The changes of the contract that a port serves, judged by the strictest level of the ports that served it. */
    private List<Difference> contract(Product before, OutputPort port, OutputPort successor) {
        var findings = new Findings("contract " + successor.contract().id());
        CompatibilityLevel level = before.outputPorts().stream()
                .filter(other -> other.contract().id().equals(port.contract().id()))
                .map(OutputPort::compatibility)
                .reduce((one, other) -> one.promisesAtLeast(other) ? one : other)
                .orElse(CompatibilityLevel.DEFAULT);
        ContractDifferences.find(port.contract(), successor.contract(), level, findings);
        documents(
                port.contract().location(),
                successor.contract().location(),
                (a, b) -> DocumentDifferences.ofContract(a, b, findings));
        return findings.list();
    }

    private void documents(Location before, Location after, java.util.function.BiConsumer<Node, Node> compare) {
        Node one = old.documents().get(before.file());
        Node other = now.documents().get(after.file());
        if (one != null && other != null) {
            compare.accept(one, other);
        }
    }

    private static void step(List<Difference> found, String from, String to, List<DemandedStep> steps) {
        if (!found.isEmpty()) {
            steps.add(new DemandedStep(found.get(0).subject(), from, to, demanded(found)));
        }
    }

    /** The topic is named by the port's major version, so what breaks its readers needs a new one. */
    private static void portStep(
            OutputPort port, OutputPort successor, boolean breaks, Findings findings, List<DemandedStep> steps) {
        VersionStep demanded = breaks ? VersionStep.MAJOR : demanded(findings.list());
        if (demanded != VersionStep.NONE) {
            steps.add(new DemandedStep("output port " + port.name(), port.version(), successor.version(), demanded));
        }
    }

    private static Impact impact(List<Difference> found) {
        return found.stream()
                .map(Difference::impact)
                .max(Comparator.naturalOrder())
                .orElse(Impact.DOCUMENTATION);
    }

    private static VersionStep demanded(List<Difference> found) {
        return found.isEmpty() ? VersionStep.NONE : impact(found).demands();
    }

    private static Optional<OutputPort> named(Product product, String port) {
        return product.outputPorts().stream()
                .filter(other -> other.name().equals(port))
                .findFirst();
    }

    private static void consumers(OutputPort port, Set<Affected> affected) {
        port.contract()
                .readers()
                .forEach(reader -> affected.add(new Affected(reader.role(), reader.principal(), port.topic())));
    }
}
