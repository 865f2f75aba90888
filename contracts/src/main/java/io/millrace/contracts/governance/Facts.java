package io.millrace.contracts.governance;

import dev.cel.common.values.NullValue;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.CelText;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.yaml.Node;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a condition may ask about products, ports, contracts and fields: closed maps of CEL values. What is not said is
 * null; durations are CEL durations.
 */
public final class Facts {
    /** Keys by variable; the closed list that conditions are checked against. */
    public static final Map<String, Set<String>> KEYS = Map.of(
            "product",
            Set.of(
                    "id",
                    "name",
                    "domain",
                    "version",
                    "status",
                    "description",
                    "owner",
                    "contacts",
                    "tags",
                    "inputs",
                    "outputs",
                    "custom"),
            "port",
            Set.of("name", "version", "topic", "view", "deletes", "partitions", "compatibility", "contract"),
            "contract",
            Set.of(
                    "id",
                    "version",
                    "status",
                    "record",
                    "description",
                    "tags",
                    "key",
                    "fields",
                    "latency",
                    "frequency",
                    "retention",
                    "maxRetention",
                    "readers",
                    "filter",
                    "custom"),
            "field",
            Set.of(
                    "name",
                    "type",
                    "required",
                    "key",
                    "description",
                    "tags",
                    "personal",
                    "kind",
                    "mask",
                    "maskReason",
                    "source",
                    "rules"));

    private final Mesh mesh;
    private final Map<String, Map<Location, Texts>> places = new HashMap<>();

    Facts(Mesh mesh) {
        this.mesh = mesh;
    }

    Map<String, Object> of(Product product) {
        Texts text = texts(product.location());
        Texts domain = domain(product);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", product.id());
        facts.put("name", product.name());
        facts.put("domain", product.domain());
        facts.put("version", product.version());
        facts.put("status", orNull(text.text("status")));
        facts.put("description", orNull(text.text("description", "purpose")));
        facts.put("owner", orNull(text.text("team", "name").or(() -> domain.text("owner"))));
        List<Object> contacts = text.items("support", "channel");
        facts.put(
                "contacts",
                contacts.isEmpty()
                        ? domain.text("support").<List<Object>>map(List::of).orElse(List.of())
                        : contacts);
        facts.put("tags", text.items("tags", ""));
        facts.put("inputs", product.inputPorts().stream().map(Facts::of).toList());
        facts.put("outputs", product.outputPorts().stream().map(this::of).toList());
        facts.put("custom", text.custom());
        return facts;
    }

    private static Map<String, Object> of(InputPort port) {
        return Map.of(
                "name", port.name(),
                "contract", port.contractId(),
                "topic", port.topic(),
                "format", port.format().text(),
                "identity", word(port.identity().getClass().getSimpleName()));
    }

    Map<String, Object> of(OutputPort port) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", port.name());
        facts.put("version", port.version());
        facts.put("topic", port.topic());
        facts.put("view", word(port.view().name()));
        facts.put("deletes", word(port.deletes().name()));
        facts.put(
                "partitions",
                port.partitions().isPresent()
                        ? (Object) (long) port.partitions().getAsInt()
                        : NullValue.NULL_VALUE);
        facts.put("compatibility", port.compatibility().name());
        facts.put("contract", port.contract().id());
        return facts;
    }

    Map<String, Object> of(RowContract contract) {
        Texts text = texts(contract.location());
        ServiceLevels levels = contract.serviceLevels();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", contract.id());
        facts.put("version", contract.version());
        facts.put("status", orNull(text.text("status")));
        facts.put("record", contract.recordName());
        facts.put("description", orNull(Optional.of(contract.description()).filter(found -> !found.isBlank())));
        facts.put("tags", text.items("tags", ""));
        facts.put("key", contract.keyFields().stream().map(Field::name).toList());
        facts.put(
                "fields",
                contract.fields().stream().map(field -> of(field, contract)).toList());
        facts.put("latency", orNull(levels.latency().map(ServiceLevels.Latency::bound)));
        facts.put("frequency", orNull(levels.frequency()));
        facts.put("retention", orNull(levels.minimumRetention()));
        facts.put("maxRetention", orNull(levels.maximumRetention()));
        facts.put(
                "readers",
                contract.readers().stream()
                        .map(reader -> Map.of("role", reader.role(), "principal", reader.principal()))
                        .toList());
        facts.put("filter", orNull(contract.filter().map(CelText::text)));
        facts.put("custom", text.custom());
        return facts;
    }

    Map<String, Object> of(Field field, RowContract contract) {
        Texts text = places.computeIfAbsent(
                        contract.location().file(),
                        file -> texts(contract.location()).places())
                .getOrDefault(field.location(), new Texts(null));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", field.name());
        facts.put("type", word(field.type().toString().replaceFirst("\\[.*", "")));
        facts.put("required", field.required());
        facts.put("key", field.primaryKeyPosition().isPresent());
        facts.put("description", orNull(Optional.of(field.description()).filter(found -> !found.isBlank())));
        facts.put("tags", text.items("tags", ""));
        facts.put("personal", field.classification().isPresent());
        facts.put("kind", orNull(field.classification()));
        facts.put("mask", strategy(field.mask()));
        facts.put(
                "maskReason",
                field.mask() instanceof Mask.None none && !none.reason().isBlank()
                        ? none.reason()
                        : NullValue.NULL_VALUE);
        facts.put(
                "source",
                field.source() instanceof FieldSource.Path path
                        ? path.path().toString()
                        : field.source() instanceof FieldSource.Cel cel ? cel.expression() : NullValue.NULL_VALUE);
        facts.put("rules", field.rules().stream().map(FieldRule::name).toList());
        return facts;
    }

    /** The word that a masking policy has for a mask. */
    static String strategy(Mask mask) {
        if (mask instanceof Mask.Arrived arrived) {
            return strategy(arrived.mask());
        }
        if (mask instanceof Mask.KeepLast || mask instanceof Mask.KeepEmailDomain) {
            return "partial";
        }
        if (mask instanceof Mask.KeepPrefix || mask instanceof Mask.Year || mask instanceof Mask.Bucket) {
            return "generalize";
        }
        return word(mask.getClass().getSimpleName());
    }

    private Texts texts(Location location) {
        return new Texts(mesh.documents().get(location.file()));
    }

    /** The {@code domain.yaml} of the product's domain: that of the nearest folder above. */
    private Texts domain(Product product) {
        Node.Mapping found = null;
        for (String folder = product.location().file(); found == null && folder.contains("/"); ) {
            folder = folder.substring(0, folder.lastIndexOf('/'));
            found = domainIn(folder + "/");
        }
        return new Texts(found == null ? domainIn("") : found);
    }

    private Node.@org.jspecify.annotations.Nullable Mapping domainIn(String folder) {
        Node.Mapping yaml = mesh.documents().get(folder + "domain.yaml");
        return yaml == null ? mesh.documents().get(folder + "domain.yml") : yaml;
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Object orNull(Optional<?> value) {
        return value.isPresent() ? value.get() : NullValue.NULL_VALUE;
    }

    /** A duration of the facts, if it is there. */
    static Optional<Duration> duration(@org.jspecify.annotations.Nullable Object fact) {
        return fact instanceof Duration duration ? Optional.of(duration) : Optional.empty();
    }
}
