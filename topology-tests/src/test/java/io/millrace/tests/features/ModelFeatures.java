package io.millrace.tests.features;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.table.KnownField;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The features of contracts, taken from the declared model itself, so that nobody keeps a list: every case of a sealed
 * type, every constant of an enum, and every part of a record that may be there or not. A new one is a feature at once.
 *
 * <p>A case is named {@code <type>.<case>}, as {@code mask.keep-last}; a part {@code <record>.<component>}, as
 * {@code row-contract.filter}; a record whose parts always are there, but that has a default, by its own name.
 */
final class ModelFeatures {
    private static final Set<Class<?>> OPTIONAL = Set.of(
            Optional.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            List.class,
            Set.class,
            Map.class,
            boolean.class);

    /** Lists that have at least one item, so that they tell products not apart. */
    private static final Set<String> ALWAYS_THERE = Set.of(
            "condition.one-of.values",
            "field-path.steps",
            "field-type.enumeration.symbols",
            "field-type.struct.fields",
            "product.input-ports",
            "product.output-ports",
            "row-contract.fields",
            "row-inputs.ports");

    private ModelFeatures() {}

    /** All that a contract or descriptor can say. */
    static Set<String> all() {
        Set<String> features = new TreeSet<>();
        for (JavaClass found : new ClassFileImporter().importPackages(Product.class.getPackageName())) {
            Class<?> type = found.reflect();
            if (isOfInputs(type)) {
                continue;
            }
            if (type.isEnum()) {
                for (Object constant : type.getEnumConstants()) {
                    features.add(ofConstant((Enum<?>) constant));
                }
            } else if (type.isRecord()) {
                ofCase(type).ifPresent(features::add);
                if (hasDefault(type)) {
                    features.add(kebab(type.getSimpleName()));
                }
                Arrays.stream(type.getRecordComponents())
                        .filter(ModelFeatures::mayBeThere)
                        .forEach(part -> features.add(ofPart(type, part)));
            }
        }
        return features;
    }

    /** What is known of fields of inputs comes from the inputs; no contract chooses it. */
    private static boolean isOfInputs(Class<?> type) {
        return type == KnownField.class || type.getNestHost() == KnownField.class;
    }

    static String ofConstant(Enum<?> constant) {
        Class<?> type = constant.getDeclaringClass();
        return name(root(type).orElse(type)) + "." + kebab(constant.name());
    }

    /** The feature that a record is a case of a sealed type, if it is one. */
    static Optional<String> ofCase(Class<?> type) {
        return root(type).map(above -> name(above) + "." + kebab(type.getSimpleName()));
    }

    static String ofPart(Class<?> record, RecordComponent part) {
        return ofCase(record).orElseGet(() -> kebab(record.getSimpleName())) + "." + kebab(part.getName());
    }

    /** Whether a part, which may or may not be there, is there. */
    static boolean isThere(Object value) {
        if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        }
        return value instanceof Map<?, ?> entries
                ? !entries.isEmpty()
                : !List.of(Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(), false)
                        .contains(value);
    }

    static boolean mayBeThere(RecordComponent part) {
        return OPTIONAL.contains(part.getType()) && !ALWAYS_THERE.contains(ofPart(part.getDeclaringRecord(), part));
    }

    /** Whether all parts of a record always are there, and a constant of its own type stands for what is not written. */
    static boolean hasDefault(Class<?> record) {
        return Arrays.stream(record.getRecordComponents()).noneMatch(ModelFeatures::mayBeThere)
                && Arrays.stream(record.getDeclaredFields())
                        .anyMatch(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == record);
    }

    static String kebab(String name) {
        boolean constant = name.equals(name.toUpperCase(Locale.ROOT));
        return constant
                ? name.toLowerCase(Locale.ROOT).replace('_', '-')
                : name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The outermost sealed type of the model that a type is a case of. */
    private static Optional<Class<?>> root(Class<?> type) {
        for (Class<?> above : type.getInterfaces()) {
            if (above.isSealed()) {
                return Optional.of(root(above).orElse(above));
            }
        }
        return Optional.empty();
    }

    private static String name(Class<?> type) {
        return kebab(type.getSimpleName());
    }
}
