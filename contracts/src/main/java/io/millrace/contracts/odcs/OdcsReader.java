package io.millrace.contracts.odcs;

import io.millrace.contracts.odcs.ContractDocument.Role;
import io.millrace.contracts.odcs.ContractDocument.Server;
import io.millrace.contracts.odcs.ContractDocument.ServiceLevel;
import io.millrace.contracts.odcs.SchemaObject.Combination;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.RowInputs.Absent;
import io.millrace.contracts.product.RowInputs.Combine;
import io.millrace.contracts.product.RowInputs.Unavailable;
import io.millrace.contracts.standard.CustomProperties;
import io.millrace.contracts.standard.Header;
import io.millrace.contracts.standard.Shape;
import io.millrace.contracts.yaml.Dialect;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads data contracts. */
public final class OdcsReader {
    private static final List<String> API_VERSIONS = List.of("v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0", "v3.2.0");
    private static final String LATEST = "v3.2.0";
    private static final Map<String, String> SINCE_3_1 =
            Map.of("relationships", "v3.1.0", "metric", "v3.1.0", "arguments", "v3.1.0");
    private static final Map<String, String> SINCE_3_2 = Map.of(
            "synonyms", LATEST,
            "context", LATEST,
            "semanticType", LATEST,
            "enum", LATEST,
            "map", LATEST,
            "deprecated", LATEST);
    private static final Shape ROLE = Shape.keys(
                    "id", "role", "description", "access", "firstLevelApprovers", "secondLevelApprovers")
            .and("customProperties", Shape.CUSTOM_PROPERTY);

    /** What servers of all types but Kafka say of themselves, together. */
    private static final Shape OTHER_SERVER = Shape.keys(
                    "id",
                    "server",
                    "type",
                    "description",
                    "environment",
                    "account",
                    "catalog",
                    "database",
                    "dataset",
                    "delimiter",
                    "encoding",
                    "endpointUrl",
                    "format",
                    "host",
                    "location",
                    "path",
                    "port",
                    "project",
                    "region",
                    "regionName",
                    "schema",
                    "serviceName",
                    "stagingDir",
                    "stream",
                    "warehouse",
                    "workgroup")
            .and("roles", ROLE)
            .and("customProperties", Shape.CUSTOM_PROPERTY);

    private static final Shape PRICE = Shape.keys("id", "priceAmount", "priceCurrency", "priceUnit");

    private OdcsReader() {}

    /** Reads a contract; empty where it lacks what everything else needs. All that is wrong is noted. */
    public static Optional<ContractDocument> read(Fields given) {
        Fields document = given.in(dialect(given));
        Header.check(document, "DataContract", API_VERSIONS, LATEST);
        Optional<Sited<String>> id = document.requiredText("id");
        Optional<Sited<String>> version = version(document);
        Shape.DESCRIPTION.check(document, "description");
        String purpose = document.node("description")
                .filter(Node.Mapping.class::isInstance)
                .flatMap(found -> document.object("description"))
                .flatMap(found -> found.text("purpose"))
                .map(Sited::value)
                .orElse("");
        List<Server> servers = document.objects("servers").stream()
                .map(OdcsReader::server)
                .flatMap(Optional::stream)
                .toList();
        List<SchemaObject> objects = document.objects("schema").stream()
                .map(OdcsReader::object)
                .flatMap(Optional::stream)
                .toList();
        List<ServiceLevel> levels = document.objects("slaProperties").stream()
                .map(OdcsReader::serviceLevel)
                .flatMap(Optional::stream)
                .toList();
        Optional<Sited<String>> defaultElement = document.text("slaDefaultElement");
        List<Role> roles = document.objects("roles").stream()
                .map(OdcsReader::role)
                .flatMap(Optional::stream)
                .toList();
        Shape.TEAM.check(document, "team");
        Shape.SUPPORT.check(document, "support");
        Shape.LINK.check(document, "authoritativeDefinitions");
        Shape.CONTEXT.check(document, "context");
        PRICE.check(document, "price");
        document.informative("name", "tenant", "tags", "domain", "dataProduct", "contractCreatedTs");
        CustomProperties.of(document)
                .refuseOurs(
                        "the top of a contract", "Put it at a schema object, a property, a quality entry or a role.");
        document.close();
        if (id.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ContractDocument(
                document.at(), id.get(), version.get(), purpose, servers, objects, levels, defaultElement, roles));
    }

    /** The versions differ in keys; before 3.1 the schema is open in most places. */
    private static Dialect dialect(Fields document) {
        String version = document.text("apiVersion").map(Sited::value).orElse(LATEST);
        boolean first = version.startsWith("v3.0.");
        Map<String, String> later = new LinkedHashMap<>();
        if (!version.equals(LATEST)) {
            later.putAll(SINCE_3_2);
        }
        if (first) {
            later.putAll(SINCE_3_1);
        }
        return new Dialect("ODCS " + version, true, first, later);
    }

    /** Any text will do in the standard; a contract that an output port serves needs more. */
    private static Optional<Sited<String>> version(Fields document) {
        Optional<Sited<String>> version = Header.anyVersion(document);
        if (version.isPresent()) {
            return version;
        }
        if (document.key("version").isEmpty()) {
            document.requiredText("version");
            return Optional.empty();
        }
        return document.key("version").map(at -> new Sited<>("", at));
    }

    private static Optional<Server> server(Fields map) {
        Optional<Sited<String>> server = map.requiredText("server");
        Optional<Sited<String>> type = map.requiredText("type");
        if (type.isEmpty() || !type.get().value().equals("kafka")) {
            // Where else the data is served is another tool's matter.
            OTHER_SERVER.checkAll(map);
            CustomProperties.of(map).refuseOurs("a server", "Remove it.");
            return Optional.empty();
        }
        Optional<Sited<String>> format = map.text("format");
        map.informative("id", "description", "environment", "host", "encoding");
        ROLE.check(map, "roles");
        CustomProperties.of(map).refuseOurs("a server", "Remove it.");
        map.close();
        return server.map(found -> new Server(map.at(), found, type.get(), format));
    }

    private static Optional<SchemaObject> object(Fields map) {
        Optional<Sited<String>> name = map.requiredText("name");
        Optional<Sited<String>> physicalName = map.text("physicalName");
        Optional<Sited<String>> logicalType = map.text("logicalType");
        String description = map.text("description").map(Sited::value).orElse("");
        List<Sited<String>> tags = map.texts("tags");
        List<Property> properties = PropertyReader.read(map);
        List<QualityRule> quality = QualityReader.read(map);
        map.informative("id", "physicalType", "businessName", "dataGranularityDescription", "deprecated");
        Shape.LINK.check(map, "authoritativeDefinitions");
        Shape.SYNONYM.check(map, "synonyms");
        Shape.CONTEXT.check(map, "context");
        PropertyReader.RELATIONSHIP.check(map, "relationships");
        CustomProperties custom = CustomProperties.of(map);
        Optional<Sited<String>> namespace = custom.foreign("namespace");
        Optional<Fields> ours = custom.ours();
        Combination combination = ours.map(OdcsReader::combination)
                .orElse(new Combination(Optional.empty(), List.of(), Optional.empty(), Optional.empty()));
        Optional<Sited<String>> filter = ours.flatMap(found -> found.text("filter"));
        Optional<Sited<Integer>> partitions = ours.flatMap(found -> found.positive("partitions"));
        ours.ifPresent(Fields::close);
        map.close();
        return name.map(found -> new SchemaObject(
                map.at(),
                found,
                physicalName,
                logicalType,
                description,
                tags,
                properties,
                quality,
                namespace,
                combination,
                filter,
                partitions));
    }

    private static Combination combination(Fields ours) {
        return new Combination(
                ours.word("combine", Map.of("none", Combine.NONE, "union", Combine.UNION, "merge", Combine.MERGE)),
                ours.texts("inputs"),
                ours.word("unavailable", Map.of("reject", Unavailable.REJECT, "last-known", Unavailable.LAST_KNOWN)),
                ours.word("absent", Map.of("null", Absent.NULL, "keep", Absent.KEEP)));
    }

    private static Optional<ServiceLevel> serviceLevel(Fields map) {
        Optional<Sited<String>> property = map.requiredText("property");
        Optional<Sited<String>> value = map.node("value")
                .filter(Node.Scalar.class::isInstance)
                .map(found -> new Sited<>(((Node.Scalar) found).text(), found.at()));
        boolean nothing = map.key("value").isPresent() && map.node("value").isEmpty();
        if (value.isEmpty() && !nothing) {
            map.problems().error(map.at(), "'value' is missing, or is not a single value.");
        }
        Optional<Sited<String>> unit = map.text("unit");
        Optional<Sited<String>> element = map.text("element");
        Optional<Sited<String>> driver = map.text("driver");
        map.informative("id", "description");
        Map<String, Place> demands = new LinkedHashMap<>();
        for (String key : List.of("valueExt", "schedule", "scheduler")) {
            map.key(key).ifPresent(at -> demands.put(key, at));
        }
        Shape.LINK.check(map, "authoritativeDefinitions");
        CustomProperties.of(map).refuseOurs("a service level", "Remove it.");
        map.close();
        return property.isEmpty() || value.isEmpty()
                ? Optional.empty()
                : Optional.of(new ServiceLevel(map.at(), property.get(), value.get(), unit, element, driver, demands));
    }

    private static Optional<Role> role(Fields map) {
        Optional<Sited<String>> role = map.requiredText("role");
        Optional<Sited<String>> access = map.text("access");
        map.informative("id", "description", "firstLevelApprovers", "secondLevelApprovers");
        Optional<Fields> ours = CustomProperties.of(map).ours();
        Optional<Sited<String>> principal = ours.flatMap(found -> found.text("principal"));
        ours.ifPresent(Fields::close);
        map.close();
        return role.map(found -> new Role(map.at(), found, access, principal));
    }
}
