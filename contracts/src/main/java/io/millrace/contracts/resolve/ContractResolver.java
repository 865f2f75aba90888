package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odcs.SchemaObject;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.CelText;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowContract.Reader;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.product.StreamChecks;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Binds a contract to the input ports that its fields read. */
final class ContractResolver {
    private static final Pattern AVRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PRINCIPAL = Pattern.compile("[A-Za-z]+:\\S+");

    private final Domain domain;
    private final String product;
    private final Map<String, ResolvedInput> inputs;
    private final ResolvedInput first;
    private final Problems problems;
    private final InputPaths paths;
    private final PersonalPaths personal;
    private final Optional<HandedOver> handedOver;

    /**
     * @param product name of the product, part of the default namespace
     * @param inputs of the product by name, at least one
     * @param first the port that fields without {@code transformLogic} read
     * @param personal what the tagged properties of the mesh read
     * @param handedOver what a Java topology reads that hands the rows over; the one input is then what it hands over
     */
    ContractResolver(
            Domain domain,
            String product,
            Map<String, ResolvedInput> inputs,
            ResolvedInput first,
            PersonalReads personal,
            Optional<HandedOver> handedOver,
            Problems problems) {
        this.handedOver = handedOver;
        this.domain = domain;
        this.product = product;
        this.inputs = inputs;
        this.first = first;
        this.problems = problems;
        this.paths = new InputPaths(inputs, problems);
        this.personal = new PersonalPaths(inputs, paths, personal);
    }

    /** The contract, bound; empty where something essential is wrong. Everything wrong is noted. */
    Optional<RowContract> resolve(ContractDocument contract) {
        if (contract.objects().size() != 1) {
            problems.error(
                    contract.at(),
                    "A contract of an output port has exactly one schema object, the rows of its topic, but this one"
                            + " has " + contract.objects().size() + ".");
            return Optional.empty();
        }
        SchemaObject object = contract.objects().get(0);
        checkObject(contract, object);
        handedOver.ifPresent(rows -> rows.check(object, problems));
        ArrivedMasks arrived = new ArrivedMasks(handedOver.map(HandedOver::contracts), problems);
        CombinedInputs combined = new CombinedInputs(object, inputs, first, paths, personal, problems);
        FieldSources sources = new FieldSources(combined.first(), paths, problems);
        RuleNames names = new RuleNames(problems);
        FieldRules fieldRules = new FieldRules(names, problems);
        QualityRules qualityRules = new QualityRules(names, fieldRules, identityWindow(combined.first()), problems);
        AvroNames.Name row = new AvroNames.Name(object.name().value(), namespace(object));
        FieldResolver resolver = new FieldResolver(
                sources,
                new Masks(domain, personal, arrived, problems),
                arrived,
                fieldRules,
                qualityRules,
                new AvroNames(row, object.at(), problems),
                problems);
        Set<String> fieldNames = fieldNames(object);
        KeyPositions positions = KeyPositions.of(object.properties(), problems);
        List<RowRule> rules = new ArrayList<>(qualityRules.ofObject(object.quality(), fieldNames));
        List<FieldResolver.Resolved> resolved = new ArrayList<>();
        for (Property property : object.properties()) {
            resolver.resolve(property, positions.of(property), fieldNames, row).ifPresent(resolved::add);
        }
        resolved.forEach(field -> rules.addAll(field.rowRules()));
        RowInputs rowInputs = handedOver
                .map(rows -> RowInputs.handedOver(rows.ports()))
                .orElseGet(() -> combined.of(resolved, sources));
        List<Field> fields =
                resolved.stream().map(FieldResolver.Resolved::field).toList();
        List<Reader> readers = readers(contract);
        boolean complete = fields.size() == object.properties().size() && !fields.isEmpty();
        if (!complete) {
            return Optional.empty();
        }
        ServiceLevels levels = ServiceLevelRules.of(contract, fields, domain.defaults(), problems);
        qualityRules.checkComparable(fields);
        qualityRules.checkWholeRows(rowInputs);
        rowInputs.ports().forEach(port -> checkRawRetention(contract, levels, port));
        List<WindowMetric> metrics = metrics(contract, qualityRules, names);
        handedOver.ifPresent(rows -> rows.refuse(metrics, contract.at(), problems));
        return Optional.of(new RowContract(
                contract.id().value(),
                contract.version().value(),
                object.name().value(),
                row.namespace(),
                object.description().isEmpty() ? contract.description() : object.description(),
                rowInputs,
                object.filter()
                        .map(found ->
                                new CelText(found.value().strip(), found.at().location())),
                fields,
                rules,
                levels,
                readers,
                contract.at().location(),
                new StreamChecks(
                        metrics,
                        qualityRules.unique(),
                        OutlierRules.of(object.properties(), fields, rowInputs, names, problems))));
    }

    private List<WindowMetric> metrics(ContractDocument contract, QualityRules rules, RuleNames names) {
        List<WindowMetric> metrics = new ArrayList<>(rules.metrics());
        metrics.addAll(ShareLevels.of(contract.serviceLevels(), names, problems));
        return metrics;
    }

    private static Optional<Duration> identityWindow(ResolvedInput input) {
        return input.port().identity() instanceof Identity.EventId eventId
                ? Optional.of(eventId.window())
                : Optional.empty();
    }

    private void checkObject(ContractDocument contract, SchemaObject object) {
        if (!AVRO_NAME.matcher(object.name().value()).matches()) {
            problems.error(
                    object.name().at(),
                    "'" + object.name().value() + "' is no Avro name: letters, digits and underscores, not starting"
                            + " with a digit.");
        }
        object.logicalType()
                .filter(type -> !type.value().equals("object"))
                .ifPresent(type -> problems.error(type.at(), "A schema object has logicalType 'object'."));
        object.tags().stream()
                .filter(tag -> tag.value().startsWith("pii"))
                .forEach(tag -> problems.error(
                        tag.at(), "'" + tag.value() + "' has no effect at a schema object. Tag its properties."));
        object.partitions()
                .ifPresent(found -> problems.error(
                        found.at(), "The partitions of a served topic stand at the output port in the product."));
        contract.servers()
                .forEach(server -> server.format()
                        .filter(format -> !format.value().equals("avro"))
                        .ifPresent(format -> problems.error(
                                format.at(),
                                "Output ports serve Avro; format '" + format.value()
                                        + "' is not served. Write 'avro'.")));
        if (object.properties().isEmpty()) {
            problems.error(object.at(), "The schema object has no properties, so there is nothing to serve.");
        }
    }

    private Set<String> fieldNames(SchemaObject object) {
        Set<String> names = new LinkedHashSet<>();
        Map<String, Place> seen = new HashMap<>();
        for (Property property : object.properties()) {
            Sited<String> name = property.fieldName();
            Place before = seen.putIfAbsent(name.value(), name.at());
            if (before != null) {
                problems.error(
                        name.at(), "Field '" + name.value() + "' stands twice, first at " + before.location() + ".");
            }
            names.add(name.value());
        }
        return names;
    }

    private void checkRawRetention(ContractDocument contract, ServiceLevels levels, String input) {
        ResolvedInput read = inputs.getOrDefault(input, first);
        if (levels.maximumRetention().isPresent() && read.rawRetention().isPresent()) {
            var limit = levels.maximumRetention().get();
            if (read.rawRetention().get().compareTo(limit) > 0) {
                problems.error(
                        contract.serviceLevels().stream()
                                .filter(level -> level.driver().isPresent())
                                .findFirst()
                                .map(ContractDocument.ServiceLevel::at)
                                .orElse(contract.at()),
                        "The regulatory limit of " + Periods.text(limit) + " covers the raw topic as well, but '"
                                + read.port().topic() + "' keeps records for "
                                + Periods.text(read.rawRetention().get()) + ". Shorten its retention.");
            }
        }
    }

    private String namespace(SchemaObject object) {
        Optional<Sited<String>> own = object.namespace();
        Sited<String> namespace = own.or(() -> domain.defaults()
                        .namespace()
                        .map(found -> new Sited<>(found.value() + "." + product, found.at())))
                .orElseGet(() -> new Sited<>(domain.name() + "." + product, object.at()));
        String legal = own.isPresent() ? namespace.value() : namespace.value().replace('-', '_');
        for (String part : legal.split("\\.", -1)) {
            if (!AVRO_NAME.matcher(part).matches()) {
                problems.error(
                        namespace.at(),
                        "Namespace '" + legal + "' is no Avro namespace: names of letters, digits and underscores,"
                                + " joined by dots.");
                break;
            }
        }
        return legal;
    }

    private List<Reader> readers(ContractDocument contract) {
        List<Reader> readers = new ArrayList<>();
        for (ContractDocument.Role role : contract.roles()) {
            role.principal().ifPresent(principal -> {
                if (!PRINCIPAL.matcher(principal.value()).matches()) {
                    problems.error(
                            principal.at(),
                            "'" + principal.value() + "' is no Kafka principal. Write type and name, such as"
                                    + " 'User:finance-bi'.");
                }
                role.access()
                        .filter(access -> !access.value().equals("read"))
                        .ifPresent(access -> problems.error(
                                access.at(),
                                "Consumers of an output port get 'read' only, not '" + access.value() + "'."));
                readers.add(new Reader(role.role().value(), principal.value()));
            });
        }
        Set<String> twice =
                readers.stream().collect(Collectors.groupingBy(Reader::role, Collectors.counting())).entrySet().stream()
                        .filter(entry -> entry.getValue() > 1)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        twice.forEach(role -> problems.error(contract.at(), "Role '" + role + "' stands twice."));
        return readers;
    }
}
