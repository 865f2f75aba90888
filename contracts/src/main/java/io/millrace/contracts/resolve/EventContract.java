package io.millrace.contracts.resolve;

import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.SchemaObject;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort.OwnedTopic;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A contract of domain events that the mesh itself declares: its topic, format and retention. */
final class EventContract {
    private static final Map<String, InputFormat> FORMATS =
            Arrays.stream(InputFormat.values()).collect(Collectors.toMap(InputFormat::text, Function.identity()));

    private final ContractDocument contract;
    private final Domain domain;
    private final Problems problems;

    EventContract(ContractDocument contract, Domain domain, Problems problems) {
        this.contract = contract;
        this.domain = domain;
        this.problems = problems;
        warnOfWhatIsNotRun();
    }

    /** The format that its Kafka server declares. */
    Optional<InputFormat> format() {
        Set<String> formats = contract.servers().stream()
                .flatMap(server -> server.format().stream())
                .map(Sited::value)
                .collect(Collectors.toSet());
        if (formats.size() > 1) {
            problems.error(contract.at(), "The contract's Kafka servers have different formats. Declare one.");
        }
        return contract.servers().stream()
                .flatMap(server -> server.format().stream())
                .map(format -> {
                    InputFormat known = FORMATS.get(format.value());
                    if (known == null) {
                        problems.error(
                                format.at(),
                                "Format '" + format.value() + "' of events is not read. "
                                        + NearestMatch.hint(format.value(), FORMATS.keySet()));
                    }
                    return Optional.ofNullable(known);
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether a Kafka server declares a format, known or not. */
    boolean declaresFormat() {
        return contract.servers().stream().anyMatch(server -> server.format().isPresent());
    }

    /** The declared topic, without the environment. */
    String topic() {
        Optional<SchemaObject> object = contract.objects().stream().findFirst();
        return object.flatMap(SchemaObject::physicalName)
                .map(Sited::value)
                .orElseGet(() -> Topics.events(
                        domain.name(),
                        object.map(found -> Topics.kebab(found.name().value()))
                                .orElse(contract.id().value())));
    }

    /** Partitions and retention. */
    OwnedTopic owned() {
        int partitions = contract.objects().stream()
                .findFirst()
                .flatMap(SchemaObject::partitions)
                .map(Sited::value)
                .orElse(domain.defaults().partitions());
        Optional<Duration> promised = retention(false);
        Optional<Duration> limit = retention(true);
        Duration kept = promised.orElse(domain.defaults().retention());
        if (limit.isPresent() && kept.compareTo(limit.get()) > 0) {
            if (promised.isPresent()) {
                problems.error(
                        contract.at(),
                        "Events are promised for " + Periods.text(kept) + ", but the regulatory limit is "
                                + Periods.text(limit.get())
                                + ". Promise less, or correct the limit.");
            }
            kept = limit.get();
        }
        return new OwnedTopic(partitions, kept, domain.defaults().replication());
    }

    /** How long the topic keeps records, where the contract says so. */
    Optional<Duration> promisedRetention() {
        return retention(false).or(() -> retention(true));
    }

    /** Whether the topic is named; the mesh has no name for a topic that somebody else writes. */
    boolean namesTopic() {
        return contract.objects().stream()
                .anyMatch(object -> object.physicalName().isPresent());
    }

    private Optional<Duration> retention(boolean regulatory) {
        return contract.serviceLevels().stream()
                .filter(level -> level.property().value().equals("retention"))
                .filter(level -> regulatory
                        == level.driver()
                                .filter(driver -> driver.value().equals("regulatory"))
                                .isPresent())
                .findFirst()
                .flatMap(level -> Periods.of(level, problems));
    }

    private void warnOfWhatIsNotRun() {
        contract.serviceLevels().stream()
                .filter(level -> !level.property().value().equals("retention"))
                .forEach(level -> problems.warning(
                        level.at(),
                        "Service level '" + level.property().value() + "' of an input contract is not measured."
                                + " Promise it in the contract of the output port."));
        contract.objects().forEach(object -> {
            boolean rules = !object.quality().isEmpty()
                    || object.properties().stream()
                            .anyMatch(property -> !property.quality().isEmpty());
            if (rules) {
                problems.warning(
                        object.at(),
                        "Quality rules of an input contract are not run on the way in. Write them in the contract of"
                                + " the output port.");
            }
        });
    }
}
