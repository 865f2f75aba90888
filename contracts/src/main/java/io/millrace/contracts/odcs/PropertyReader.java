package io.millrace.contracts.odcs;

import io.millrace.contracts.odcs.Property.Extension;
import io.millrace.contracts.policy.MaskDeclaration;
import io.millrace.contracts.policy.MaskReader;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.standard.CustomProperties;
import io.millrace.contracts.standard.Shape;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads properties of schema objects. */
final class PropertyReader {
    static final Shape RELATIONSHIP =
            Shape.keys("id", "type", "from", "to").and("customProperties", Shape.CUSTOM_PROPERTY);

    private static final Set<String> OPTIONS = Set.of(
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "timezone",
            "defaultTimezone",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "required",
            "dimensions");
    private static final List<String> AVRO =
            List.of("avroType", "avroLogicalType", "avroDefault", "precision", "scale", "namespace");

    private PropertyReader() {}

    static List<Property> read(Fields owner) {
        return owner.objects("properties").stream()
                .map(PropertyReader::property)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Property> property(Fields map) {
        Optional<Sited<String>> name = map.requiredText("name");
        return content(map, name);
    }

    private static Optional<Property> content(Fields map, Optional<Sited<String>> name) {
        Optional<Sited<String>> physicalName = map.text("physicalName");
        Optional<Sited<String>> logicalType = map.text("logicalType");
        Optional<Sited<String>> physicalType = map.text("physicalType");
        String description = map.text("description").map(Sited::value).orElse("");
        boolean required = map.flag("required").map(Sited::value).orElse(false);
        boolean primaryKey = map.flag("primaryKey").map(Sited::value).orElse(false);
        Optional<Sited<Integer>> position = map.integer("primaryKeyPosition");
        Optional<Sited<String>> transformLogic = map.text("transformLogic");
        List<Sited<String>> tags = map.texts("tags");
        Map<String, Sited<String>> options = options(map);
        Optional<List<Sited<String>>> allowed = allowed(map);
        List<QualityRule> quality = QualityReader.read(map);
        List<Property> children = new ArrayList<>(read(map));
        Optional<Property> items = unnamed(map, "items");
        Optional<Property.Entries> entries = entries(map);
        items.ifPresent(found -> children.addAll(found.children()));
        entries.ifPresent(found -> children.addAll(found.value().children()));
        Map<String, Place> demands = demands(map);
        CustomProperties custom = CustomProperties.of(map);
        Map<String, Sited<String>> avro = new LinkedHashMap<>();
        AVRO.forEach(key -> custom.foreign(key).ifPresent(value -> avro.put(key, value)));
        List<Sited<String>> symbols = custom.foreignTexts("values");
        Extension ours = custom.ours().map(PropertyReader::extension).orElse(Extension.NONE);
        map.informative(
                "id",
                "businessName",
                "classification",
                "transformSourceObjects",
                "transformDescription",
                "examples",
                "criticalDataElement",
                "deprecated");
        Shape.LINK.check(map, "authoritativeDefinitions");
        Shape.SYNONYM.check(map, "synonyms");
        RELATIONSHIP.check(map, "relationships");
        map.close();
        return name.map(found -> new Property(
                map.at(),
                found,
                physicalName,
                logicalType,
                physicalType,
                description,
                required,
                primaryKey,
                position,
                transformLogic,
                tags,
                options,
                allowed,
                quality,
                children,
                demands,
                avro,
                ours,
                items,
                entries,
                symbols));
    }

    private static Map<String, Sited<String>> options(Fields map) {
        Map<String, Sited<String>> options = new LinkedHashMap<>();
        map.object("logicalTypeOptions").ifPresent(found -> {
            for (String key : found.keys()) {
                Place at = found.key(key).orElse(found.at());
                if (!OPTIONS.contains(key)) {
                    map.problems().error(at, "Unknown key '" + key + "'. " + NearestMatch.hint(key, OPTIONS));
                } else {
                    options.put(
                            key,
                            new Sited<>(
                                    found.node(key).map(PropertyReader::scalar).orElse(""), at));
                }
            }
        });
        return options;
    }

    private static Optional<List<Sited<String>>> allowed(Fields map) {
        if (map.node("enum").isEmpty()) {
            return Optional.empty();
        }
        List<Sited<String>> values = new ArrayList<>();
        for (Fields entry : map.objects("enum")) {
            entry.node("value").ifPresentOrElse(value -> values.add(new Sited<>(scalar(value), value.at())), () -> {
                // A null is allowed in an enumeration: it says that the property may be null.
                if (entry.key("value").isEmpty()) {
                    map.problems().error(entry.at(), "'value' is missing.");
                }
            });
            entry.informative("id", "label", "description", "tags");
            Shape.LINK.check(entry, "authoritativeDefinitions");
            Shape.CUSTOM_PROPERTY.check(entry, "customProperties");
            entry.close();
        }
        return Optional.of(values);
    }

    /** A definition that needs no name of its own: it takes the key's. */
    private static Optional<Property> unnamed(Fields map, String key) {
        return map.object(key)
                .flatMap(found ->
                        content(found, found.text("name").or(() -> Optional.of(new Sited<>(key, found.at())))));
    }

    private static Optional<Property.Entries> entries(Fields map) {
        return map.object("map").flatMap(found -> {
            Optional<Property> key = unnamed(found, "key");
            Optional<Property> value = unnamed(found, "value");
            found.informative("id");
            found.close();
            if (key.isEmpty() || value.isEmpty()) {
                found.problems().error(found.at(), "A map needs 'key' and 'value'.");
                return Optional.empty();
            }
            return Optional.of(new Property.Entries(key.get(), value.get()));
        });
    }

    /** Keys that promise what nothing here keeps. Where they say what holds anyway, they demand nothing. */
    private static Map<String, Place> demands(Fields map) {
        Map<String, Place> demands = new LinkedHashMap<>();
        for (String key : List.of("unique", "partitioned")) {
            map.flag(key).filter(Sited::value).ifPresent(found -> demands.put(key, found.at()));
        }
        map.integer("partitionKeyPosition")
                .filter(found -> found.value() > 0)
                .ifPresent(found -> demands.put("partitionKeyPosition", found.at()));
        map.text("encryptedName").ifPresent(found -> demands.put("encryptedName", found.at()));
        map.text("semanticType")
                .filter(found -> found.value().equals("measure"))
                .ifPresent(found -> demands.put("semanticType: measure", found.at()));
        return demands;
    }

    private static Extension extension(Fields ours) {
        Optional<MaskDeclaration> mask = Optional.empty();
        Optional<Sited<String>> reason = ours.text("reason");
        Optional<Sited<String>> unmasked = Optional.empty();
        Optional<Node> declared = ours.node("mask");
        if (declared.isPresent() && declared.get() instanceof Node.Scalar word) {
            if (!word.text().equals("none")) {
                ours.problems()
                        .error(
                                word.at(),
                                "'" + word.text() + "' must be 'none' with a 'reason', or a map such as"
                                        + " {strategy: redact}.");
            } else if (reason.isEmpty()) {
                ours.problems()
                        .error(word.at(), "'mask: none' needs a 'reason' beside it: why may the clear value leave?");
            } else {
                unmasked = reason;
            }
        } else if (declared.isPresent()) {
            mask = ours.object("mask").flatMap(MaskReader::read);
        }
        if (reason.isPresent() && unmasked.isEmpty() && mask.isPresent()) {
            ours.problems().error(reason.get().at(), "'reason' belongs to 'mask: none'. Remove it.");
        }
        Optional<Sited<String>> maskedAs = ours.text("maskedAs");
        if (maskedAs.isPresent() && declared.isPresent()) {
            ours.problems()
                    .error(
                            maskedAs.get().at(),
                            "'maskedAs' says that the value arrives masked, 'mask' how to mask it. Keep one of them.");
        }
        Optional<Sited<String>> defaultValue =
                ours.node("default").map(found -> new Sited<>(defaultText(found), found.at()));
        var onViolation = ours.word("onViolation", QualityReader.ON_VIOLATION);
        Optional<Sited<String>> record = ours.text("record");
        var outlier = ours.object("outlier").map(OutlierDeclaration::read);
        ours.close();
        return new Extension(mask, unmasked, maskedAs, defaultValue, onViolation, record, outlier);
    }

    /** An empty list or map is the one default that is no single value. */
    private static String defaultText(Node node) {
        if (node instanceof Node.Sequence sequence && sequence.items().isEmpty()) {
            return "[]";
        }
        return node instanceof Node.Mapping mapping && mapping.entries().isEmpty() ? "{}" : scalar(node);
    }

    private static String scalar(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : node.kind();
    }
}
