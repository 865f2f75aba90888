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

/** Puts together what one property comes to. */
final class FieldResolver {
    private static final Set<Simple> UNFIT_FOR_KEYS = Set.of(Simple.FLOAT, Simple.DOUBLE, Simple.BYTES);

    private final FieldSources sources;
    private final Masks masks;
    private final ArrivedMasks arrived;
    private final FieldRules fieldRules;
    private final QualityRules qualityRules;
    private final NestedTypes nested;
    private final AvroNames names;
    private final Problems problems;

    FieldResolver(
            FieldSources sources,
            Masks masks,
            ArrivedMasks arrived,
            FieldRules fieldRules,
            QualityRules qualityRules,
            AvroNames names,
            Problems problems) {
        this.sources = sources;
        this.masks = masks;
        this.arrived = arrived;
        this.fieldRules = fieldRules;
        this.qualityRules = qualityRules;
        this.names = names;
        this.problems = problems;
        this.nested = new NestedTypes(this::resolve, names, masks, problems);
    }

    /**
     * A field, what it reads, and the rules over the row that its property declares.
     *
     * @param at where what it reads is written
     */
    record Resolved(Field field, List<FieldPath> reads, Place at, List<RowRule> rowRules) {}

    /**
     * Where a property stands.
     *
     * @param path of the property in the contract, its own name last; names its rules
     * @param record the Avro record around it
     * @param parent what the property around it reads; empty at the top
     * @param item whether it describes an array's items or a map's values, which have no name of their own
     */
    record Scope(String path, AvroNames.Name record, Optional<FieldPath> parent, boolean item) {}

    /**
     * Resolves a property of the row.
     *
     * @param keyPosition its place in the key
     * @param fields names of all fields of the contract
     * @param row name of the row's record
     * @return empty where something essential is wrong; everything wrong is noted
     */
    Optional<Resolved> resolve(Property property, OptionalInt keyPosition, Set<String> fields, AvroNames.Name row) {
        return resolve(
                property, keyPosition, fields, new Scope(property.fieldName().value(), row, Optional.empty(), false));
    }

    private Optional<Resolved> resolve(Property property, OptionalInt keyPosition, Set<String> fields, Scope scope) {
        String name = property.fieldName().value();
        if (!AvroNames.isName(name)) {
            problems.error(
                    property.fieldName().at(),
                    "'" + name + "' is no Avro name: letters, digits and underscores, not starting with a digit."
                            + " Give the property such a 'physicalName'.");
        }
        refuseDemands(property);
        Optional<FieldSources.Read> read = scope.parent().isEmpty()
                ? sources.of(property)
                : sources.below(scope.parent().get(), property, scope.item());
        boolean container = FieldTypes.nested(property).isPresent();
        Optional<FieldType> type = container
                ? read.flatMap(found -> nested.of(property, found, fields, scope))
                : FieldTypes.of(property, () -> names.take(scope.record(), property, lastName(scope)), problems);
        Optional<Mask> mask =
                read.flatMap(found -> container ? masks.ofNested(property, found) : masks.of(property, found));
        if (type.isEmpty() || read.isEmpty() || mask.isEmpty()) {
            return Optional.empty();
        }
        masks.checkFit(mask.get(), type.get(), property);
        arrived.checkType(mask.get(), type.get(), property);
        checkKey(property, type.get(), scope);
        Optional<Sited<String>> defaultValue = defaultValue(property, type.get());
        Property called = scope.parent().isEmpty() ? property : property.called(scope.path());
        List<FieldRule> rules = new ArrayList<>(fieldRules.of(called, type.get(), mask.get()));
        QualityRules.PropertyRules quality = qualityRules.ofProperty(called, type.get(), fields);
        rules.addAll(quality.fieldRules());
        if (scope.parent().isPresent() && !quality.rowRules().isEmpty()) {
            problems.error(
                    property.at(),
                    "A rule inside an object, array or map sees its own value only: 'required', logicalTypeOptions,"
                            + " 'enum' and invalidValues. Write others at a field of the row.");
        }
        OnViolation onMissing = quality.onMissing()
                .orElse(property.required() && defaultValue.isPresent() ? OnViolation.DEFAULT : OnViolation.REJECT);
        checkDefault(property, rules);
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
                property.at().location(),
                Zones.of(property, type.get()));
        return Optional.of(new Resolved(field, read.get().paths(), read.get().at(), quality.rowRules()));
    }

    /** The last name on the way that is a field's, which the type is called after. */
    static String lastName(Scope scope) {
        String[] steps = scope.path().split("\\.", -1);
        int last = steps.length - 1;
        while (last > 0 && (steps[last].equals("items") || steps[last].equals("value"))) {
            last--;
        }
        return steps[last];
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
        String logical = property.logicalType().map(Sited::value).orElse("");
        boolean fits = (property.items().isEmpty() || logical.equals("array"))
                && (property.map().isEmpty() || logical.equals("map"))
                && (property.children().isEmpty() || FieldTypes.nested(property).isPresent());
        if (!fits) {
            problems.error(
                    property.at(),
                    "'properties' belong to logicalType object, 'items' to array, 'map' to map; but this is '" + logical
                            + "'.");
        }
    }

    private void checkKey(Property property, FieldType type, Scope scope) {
        if (!property.primaryKey()) {
            return;
        }
        if (scope.parent().isPresent() || type instanceof FieldType.Nested) {
            problems.error(
                    property.at(),
                    "A primary key is made of fields of the row that hold one value each. Serve the value as a field of"
                            + " its own, and make that the key.");
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

    private void checkDefault(Property property, List<FieldRule> rules) {
        boolean used =
                property.required() || rules.stream().anyMatch(rule -> rule.onViolation() == OnViolation.DEFAULT);
        property.ours()
                .defaultValue()
                .filter(found -> !used)
                .ifPresent(
                        found -> problems.error(
                                found.at(),
                                "'default' has no effect: the property may be null, and no rule of it says 'onViolation:"
                                        + " default'. Write 'required: true' for a default in the place of null, or remove it."));
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
