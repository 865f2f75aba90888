package io.millrace.contracts.odcs;

import io.millrace.contracts.policy.MaskDeclaration;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property of a schema object.
 *
 * @param description may be empty
 * @param options {@code logicalTypeOptions} by key, as text whatever their YAML type
 * @param allowed values of {@code enum} (ODCS 3.2), if it is declared
 * @param children nested properties: of an object, of an array's items or of a map's values
 * @param demands keys that ask for something at run time which no part of Millrace does yet, and where they stand
 * @param avro datacontract-cli's custom properties by name, as text
 * @param ours our container
 * @param items what an array's items are
 * @param map what a map's keys and values are (ODCS 3.2)
 * @param symbols datacontract-cli's custom property {@code values}: the symbols of an Avro enum
 */
public record Property(
        Place at,
        Sited<String> name,
        Optional<Sited<String>> physicalName,
        Optional<Sited<String>> logicalType,
        Optional<Sited<String>> physicalType,
        String description,
        boolean required,
        boolean primaryKey,
        Optional<Sited<Integer>> primaryKeyPosition,
        Optional<Sited<String>> transformLogic,
        List<Sited<String>> tags,
        Map<String, Sited<String>> options,
        Optional<List<Sited<String>>> allowed,
        List<QualityRule> quality,
        List<Property> children,
        Map<String, Place> demands,
        Map<String, Sited<String>> avro,
        Extension ours,
        Optional<Property> items,
        Optional<Entries> map,
        List<Sited<String>> symbols) {

    public Property {
        tags = List.copyOf(tags);
        options = Map.copyOf(options);
        quality = List.copyOf(quality);
        children = List.copyOf(children);
        demands = Map.copyOf(demands);
        avro = Map.copyOf(avro);
        symbols = List.copyOf(symbols);
    }

    /** The same property under the name that its rules have: its path in the contract. */
    public Property called(String path) {
        return new Property(
                at,
                new Sited<>(path, fieldName().at()),
                Optional.empty(),
                logicalType,
                physicalType,
                description,
                required,
                primaryKey,
                primaryKeyPosition,
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
                map,
                symbols);
    }

    /** The definitions in {@code map} of a property. */
    public record Entries(Property key, Property value) {}

    /** Name of the Avro field. */
    public Sited<String> fieldName() {
        return physicalName.orElse(name);
    }

    /**
     * Our container at a property.
     *
     * @param mask how a personal value is masked here, other than by the domain's policy
     * @param unmasked the reason of {@code mask: none}
     * @param maskedAs {@code <input port>.<field>} whose value, masked there, this one is
     * @param defaultValue as text, whatever its YAML type
     * @param onViolation of the rules in {@code logicalTypeOptions} and {@code enum}
     * @param record name of the Avro record or enum that the property's type becomes
     * @param outlier what is far beyond what was usual
     */
    public record Extension(
            Optional<MaskDeclaration> mask,
            Optional<Sited<String>> unmasked,
            Optional<Sited<String>> maskedAs,
            Optional<Sited<String>> defaultValue,
            Optional<Sited<OnViolation>> onViolation,
            Optional<Sited<String>> record,
            Optional<OutlierDeclaration> outlier) {
        static final Extension NONE = new Extension(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
