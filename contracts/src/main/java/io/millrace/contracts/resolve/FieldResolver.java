package io.millrace.contracts.resolve;

import io.millrace.contracts.avro.FieldDefault;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowRule;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts together what one property comes to. */
final class FieldResolver {
    private static final Pattern AVRO_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<Simple> UNFIT_FOR_KEYS = Set.of(Simple.FLOAT, Simple.DOUBLE, Simple.BYTES);

    private final FieldSources sources;
    private final Masks masks;
    private final FieldRules fieldRules;
    private final QualityRules qualityRules;
    private final Problems problems;

    FieldResolver(
            FieldSources sources, Masks masks, FieldRules fieldRules, QualityRules qualityRules, Problems problems) {
        this.sources = sources;
        this.masks = masks;
        this.fieldRules = fieldRules;
        this.qualityRules = qualityRules;
        this.problems = problems;
    }

    /**
     * A field, what it reads, and the rules over the row that its property declares.
     *
     * @param at where what it reads is written
     */
    record Resolved(Field field, List<FieldPath> reads, Place at, List<RowRule> rowRules) {}

    /**
     * Resolves a property.
     *
     * @param keyPosition its place in the key
     * @param fields names of all fields of the contract
     * @return empty where something essential is wrong; everything wrong is noted
     */
    Optional<Resolved> resolve(Property property, OptionalInt keyPosition, Set<String> fields) {
        String name = property.fieldName().value();
        if (!AVRO_NAME.matcher(name).matches()) {
            problems.error(
                    property.fieldName().at(),
                    "'" + name + "' is no Avro name: letters, digits and underscores, not starting with a digit."
                            + " Give the property such a 'physicalName'.");
        }
        refuseDemands(property);
        Optional<FieldType> type = FieldTypes.of(property, problems);
        Optional<FieldSources.Read> read = sources.of(property);
        Optional<Mask> mask = read.flatMap(found -> masks.of(property, found));
        if (type.isEmpty() || read.isEmpty() || mask.isEmpty()) {
            return Optional.empty();
        }
        masks.checkFit(mask.get(), type.get(), property);
        checkKey(property, type.get());
        Optional<Sited<String>> defaultValue = defaultValue(property, type.get());
        List<FieldRule> rules = new ArrayList<>(fieldRules.of(property, type.get(), mask.get()));
        QualityRules.PropertyRules quality = qualityRules.ofProperty(property, type.get(), fields);
        rules.addAll(quality.fieldRules());
        OnViolation onMissing = quality.onMissing()
                .orElse(property.required() && defaultValue.isPresent() ? OnViolation.DEFAULT : OnViolation.REJECT);
        Field field = new Field(
                name,
                type.get(),
                property.required(),
                keyPosition,
                read.get().source(),
                Tags.personal(property.tags()).map(Sited::value),
                mask.get(),
                rules,
                onMissing,
                defaultValue.map(Sited::value),
                property.description(),
                property.at().location());
        return Optional.of(new Resolved(field, read.get().paths(), read.get().at(), quality.rowRules()));
    }

    private void refuseDemands(Property property) {
        property.demands().forEach((key, at) -> {
            String advice = switch (key) {
                case "unique" ->
                    "Uniqueness is not checked over a stream; the latest view has one row per primary key."
                            + " Remove it.";
                case "partitioned", "partitionKeyPosition" ->
                    "A topic is partitioned by the record key, which is the primary key. Remove it.";
                case "encryptedName" -> "Encrypted fields are not served yet. Mask the field, and remove the key.";
                default -> "Remove it.";
            };
            problems.error(at, "'" + key + "' is not run. " + advice);
        });
        if (!property.children().isEmpty()
                && property.logicalType()
                        .filter(type ->
                                type.value().equals("object") || type.value().equals("array"))
                        .isEmpty()) {
            problems.error(property.at(), "A property with nested 'properties' or 'items' is not served yet.");
        }
    }

    private void checkKey(Property property, FieldType type) {
        if (!property.primaryKey()) {
            return;
        }
        if (!property.required()) {
            problems.error(
                    property.at(), "A primary key cannot be null: write 'required: true' beside 'primaryKey: true'.");
        }
        if (type instanceof Simple simple && UNFIT_FOR_KEYS.contains(simple)) {
            problems.error(
                    property.at(),
                    "A field of Avro type " + simple.name().toLowerCase(java.util.Locale.ROOT)
                            + " has no canonical text, so it cannot be part of the key. Use text, a whole number or a"
                            + " decimal.");
        }
    }

    private Optional<Sited<String>> defaultValue(Property property, FieldType type) {
        Optional<Sited<String>> ours = property.ours().defaultValue();
        Optional<Sited<String>> foreign = Optional.ofNullable(property.avro().get("avroDefault"))
                .filter(found -> property.required() || !found.value().equals("null"));
        if (ours.isPresent()
                && foreign.isPresent()
                && !ours.get().value().equals(foreign.get().value())) {
            problems.error(
                    ours.get().at(), "The default differs from 'avroDefault' of the same property. Keep one of them.");
        }
        Optional<Sited<String>> found = ours.or(() -> foreign);
        found.ifPresent(value -> {
            try {
                FieldDefault.avroValue(type, value.value());
            } catch (IllegalArgumentException e) {
                problems.error(value.at(), "Default '" + value.value() + "' " + e.getMessage() + ".");
            }
        });
        return found;
    }
}
