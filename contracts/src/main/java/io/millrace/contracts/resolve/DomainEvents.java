package io.millrace.contracts.resolve;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The domain events of a mesh: every contract whose topic is {@code <domain>.<event>.events} of its own domain, that no
 * output port serves, and that an input port reads or a Kafka server declares.
 */
public final class DomainEvents {
    private static final String SUFFIX = ".events";

    private final Catalogue catalogue;
    private final List<InputPort> ports;
    private final Problems problems;

    private DomainEvents(Catalogue catalogue, List<InputPort> ports, Problems problems) {
        this.catalogue = catalogue;
        this.ports = ports;
        this.problems = problems;
    }

    /** The events, by qualified name; what their contracts ask for and nobody judges is noted. */
    public static List<DomainEvent> of(Catalogue catalogue, Collection<Product> products, Problems problems) {
        List<InputPort> ports = products.stream()
                .flatMap(product -> product.inputPorts().stream())
                .toList();
        DomainEvents events = new DomainEvents(catalogue, ports, problems);
        var byName = new TreeMap<String, DomainEvent>();
        catalogue.contracts().values().stream()
                .sorted(Comparator.comparing(contract -> contract.id().value()))
                .forEach(contract -> events.event(contract).ifPresent(event -> {
                    DomainEvent before = byName.putIfAbsent(event.qualifiedName(), event);
                    if (before != null) {
                        problems.warning(
                                contract.at(),
                                "Event '" + event.qualifiedName() + "' is declared by contract '" + before.contractId()
                                        + "' as well, by which it is judged when it is sent. Keep one of them.");
                    }
                }));
        return new ArrayList<>(byName.values());
    }

    private Optional<DomainEvent> event(ContractDocument contract) {
        String id = contract.id().value();
        if (catalogue.servedBy().containsKey(id) || contract.objects().size() != 1) {
            return Optional.empty();
        }
        List<InputPort> readers =
                ports.stream().filter(port -> port.contractId().equals(id)).toList();
        Domain domain = Objects.requireNonNull(catalogue.contractDomains().get(id), "a contract without a domain");
        // What is wrong with it has been noted where a port reads it.
        EventContract topic = new EventContract(contract, domain, new Problems());
        Optional<InputFormat> format =
                topic.format().or(() -> readers.stream().map(InputPort::format).findFirst());
        String declared = topic.topic();
        String prefix = domain.name() + ".";
        if (format.isEmpty()
                || format.get().isChange()
                || !declared.startsWith(prefix)
                || !declared.endsWith(SUFFIX)
                || declared.length() <= prefix.length() + SUFFIX.length()) {
            return Optional.empty();
        }
        return Optional.of(new DomainEvent(
                domain.name(),
                declared.substring(prefix.length(), declared.length() - SUFFIX.length()),
                id,
                contract.version().value(),
                catalogue.environment().prefixed(declared),
                format.get(),
                topic.owned(),
                EventFields.of(contract.objects().get(0).properties(), problems),
                idPath(readers),
                contract.at().location()));
    }

    /** Where all who look at a field for the id look at the same one. */
    private static Optional<List<String>> idPath(List<InputPort> readers) {
        List<List<String>> paths = readers.stream()
                .map(InputPort::identity)
                .filter(Identity.EventId.class::isInstance)
                .flatMap(identity -> ((Identity.EventId) identity).path().stream())
                .map(path -> path.steps())
                .filter(steps -> steps.size() > 1 && steps.get(0).equals("event"))
                .map(steps -> steps.subList(1, steps.size()))
                .distinct()
                .toList();
        return paths.size() == 1 ? Optional.of(paths.get(0)) : Optional.empty();
    }
}
