package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odps.ProductDocument.Input;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.EventTime;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.InputPort.OwnedTopic;
import io.millrace.contracts.product.InputRecords;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Binds an input port to its topic: of a captured table, of domain events, or of another product's output port. */
final class InputResolver {
    private static final String SOURCE = "source:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that expressions give another meaning. */
    private static final Set<String> RESERVED = Set.of("row", "meta", "true", "false", "null", "in", "has", "size");

    private final Catalogue catalogue;
    private final String product;
    private final boolean judges;
    private final Problems problems;

    /**
     * @param product {@code <domain>.<product>} of the port
     * @param judges whether the product judges its records; if not, what makes two the same is no matter here
     */
    InputResolver(Catalogue catalogue, String product, boolean judges, Problems problems) {
        this.judges = judges;
        this.catalogue = catalogue;
        this.product = product;
        this.problems = problems;
    }

    /** The port, or empty where it reads nothing; everything wrong is noted. */
    Optional<ResolvedInput> resolve(Input input) {
        String name = input.name().value();
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            problems.error(
                    input.name().at(),
                    "'" + name + "' cannot name an input port: paths start with it, so it must be letters, digits and"
                            + " underscores, and none of "
                            + String.join(", ", RESERVED.stream().sorted().toList())
                            + ".");
            return Optional.empty();
        }
        String id = input.contractId().value();
        return id.startsWith(SOURCE) ? table(input, id.substring(SOURCE.length())) : contract(input, id);
    }

    private Optional<ResolvedInput> table(Input input, String written) {
        int slash = written.indexOf('/');
        String sourceName = slash < 0 ? written : written.substring(0, slash);
        String tableName = slash < 0 ? "" : written.substring(slash + 1);
        SourceDescriptor source = catalogue.sources().get(sourceName);
        if (source == null && !tableName.isEmpty() && !catalogue.complete()) {
            return Optional.empty();
        }
        if (source == null || tableName.isEmpty()) {
            problems.error(
                    input.contractId().at(),
                    tableName.isEmpty()
                            ? "A captured table is written 'source:<source>/<schema.table>', such as"
                                    + " 'source:shop-db/public.orders'."
                            : "There is no source '" + sourceName + "' (a *.source.yaml in the mesh). "
                                    + NearestMatch.hint(
                                            sourceName, catalogue.sources().keySet()));
            return Optional.empty();
        }
        Optional<CapturedTable> table = source.tables().stream()
                .filter(found -> found.qualifiedName().equals(tableName))
                .findFirst();
        if (table.isEmpty()) {
            if (problems.refuse(source.location().file())) {
                return Optional.empty();
            }
            List<String> tables =
                    source.tables().stream().map(CapturedTable::qualifiedName).toList();
            problems.error(
                    input.contractId().at(),
                    "Source '" + sourceName + "' does not capture table '" + tableName + "'. "
                            + NearestMatch.hint(tableName, tables));
            return Optional.empty();
        }
        input.format()
                .filter(format -> format.value() != InputFormat.DEBEZIUM_AVRO)
                .ifPresent(format ->
                        problems.error(format.at(), "A captured table has format 'debezium-avro'. Remove it."));
        return finish(
                        input,
                        table.get().topic(),
                        InputFormat.DEBEZIUM_AVRO,
                        Optional.empty(),
                        Optional.of(table.get().retention()),
                        Optional.empty())
                .map(resolved ->
                        table.get().readableShape().map(resolved::onTable).orElse(resolved))
                .map(resolved -> resolved.followedBy(source.offsetTopic()));
    }

    private Optional<ResolvedInput> contract(Input input, String id) {
        ContractDocument contract = catalogue.contracts().get(id);
        if (contract == null) {
            if (!catalogue.complete()) {
                return Optional.empty();
            }
            problems.error(
                    input.contractId().at(),
                    "There is no contract '" + id + "' (a *.odcs.yaml with that id in the mesh). "
                            + NearestMatch.hint(id, catalogue.contracts().keySet()));
            return Optional.empty();
        }
        List<Catalogue.Served> all = catalogue.servedBy().getOrDefault(id, List.of());
        Optional<Sited<String>> wanted = input.port();
        List<Catalogue.Served> served = all.stream()
                .filter(port ->
                        wanted.isEmpty() || port.port().equals(wanted.get().value()))
                .toList();
        if (wanted.isPresent() && served.isEmpty()) {
            problems.error(
                    wanted.get().at(),
                    "No output port '" + wanted.get().value() + "' serves contract '" + id + "'. "
                            + NearestMatch.hint(
                                    wanted.get().value(),
                                    all.stream().map(Catalogue.Served::port).toList()));
            return Optional.empty();
        }
        if (served.isEmpty()) {
            return events(input, contract);
        }
        if (served.size() > 1 || served.get(0).product().equals(product)) {
            String ports = String.join(
                    ", ",
                    served.stream()
                            .map(port -> port.product() + "/" + port.port())
                            .toList());
            problems.error(
                    input.contractId().at(),
                    served.size() > 1
                            ? "Contract '" + id + "' is served by several output ports (" + ports
                                    + "), so it is open which one to read. Name it: 'port: "
                                    + served.get(0).port()
                                    + "' in the millrace map of the input port."
                            : "The product would read its own output port " + ports + ".");
            return Optional.empty();
        }
        return finish(
                input,
                catalogue.environment().prefixed(served.get(0).topic()),
                InputFormat.AVRO,
                Optional.of(contract),
                Optional.empty(),
                Optional.empty());
    }

    private Optional<ResolvedInput> events(Input input, ContractDocument contract) {
        Domain domain = Objects.requireNonNull(
                catalogue.contractDomains().get(contract.id().value()), "a contract without a domain");
        EventContract events = new EventContract(contract, domain, problems);
        Optional<InputFormat> format = input.format().map(Sited::value).or(events::format);
        if (format.isEmpty()) {
            if (events.declaresFormat()) {
                return Optional.empty();
            }
            problems.error(
                    input.at(),
                    "The format of the events is not known. Write servers[type: kafka].format json or avro in contract '"
                            + contract.id().value() + "', or 'format' in the port's millrace map.");
            return Optional.empty();
        }
        if (format.get().isChange()) {
            return changes(input, contract, events, format.get());
        }
        OwnedTopic owned = events.owned();
        return finish(
                input,
                catalogue.environment().prefixed(events.topic()),
                format.get(),
                Optional.of(contract),
                Optional.of(owned.retention()),
                Optional.of(owned));
    }

    /** Changes that a connector of somebody else's writes: the topic is theirs. */
    private Optional<ResolvedInput> changes(
            Input input, ContractDocument contract, EventContract topic, InputFormat format) {
        if (!topic.namesTopic()) {
            problems.error(
                    contract.at(),
                    "Contract '" + contract.id().value() + "' of changes does not name their topic. Write it as"
                            + " 'physicalName' of the schema object.");
            return Optional.empty();
        }
        return finish(
                input,
                catalogue.environment().prefixed(topic.topic()),
                format,
                Optional.of(contract),
                topic.promisedRetention(),
                Optional.empty());
    }

    private Optional<ResolvedInput> finish(
            Input input,
            String topic,
            InputFormat format,
            Optional<ContractDocument> contract,
            Optional<Duration> rawRetention,
            Optional<OwnedTopic> owned) {
        InputPort bare = new InputPort(
                input.name().value(),
                input.contractId().value(),
                topic,
                format,
                new Identity.None(),
                Optional.empty(),
                owned,
                InputRecords.UNKNOWN);
        ResolvedInput known = new ResolvedInput(bare, contract, rawRetention);
        InputSameness sameness = new InputSameness(known, problems);
        Optional<Identity> identity = judges ? sameness.identity(input) : Optional.empty();
        Optional<EventTime> eventTime = sameness.eventTime(input);
        identity.ifPresent(found -> sameness.boundVersions(input, found, eventTime));
        InputPort port = new InputPort(
                bare.name(),
                bare.contractId(),
                topic,
                format,
                identity.orElse(bare.identity()),
                eventTime,
                owned,
                new RecordsOfInput(known, problems)
                        .of(input, contract.map(KnownFields::of).orElse(List.of())));
        return Optional.of(new ResolvedInput(port, contract, rawRetention));
    }
}
