package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.yaml.Sited;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a property: {@code logicalType}, made precise by {@code physicalType} or by datacontract-cli's custom
 * properties. A number says how it is stored, since money as a binary fraction is a mistake nobody should make by
 * leaving a key out.
 */
final class FieldTypes {
    private static final Set<String> LOGICAL =
            Set.of("string", "integer", "number", "boolean", "date", "time", "timestamp");
    private static final Set<String> NESTED = Set.of("object", "array", "map");
    private static final Set<String> ALL =
            Set.of("string", "integer", "number", "boolean", "date", "time", "timestamp", "object", "array", "map");
    private static final Set<String> INT_NAMES =
            Set.of("int", "integer", "int4", "int32", "smallint", "int2", "int16", "tinyint");
    private static final Set<String> FLOAT_NAMES = Set.of("float", "real", "float4");
    private static final Set<String> DOUBLE_NAMES = Set.of("double", "double precision", "float8");
    private static final Set<String> BYTES_NAMES = Set.of("bytes", "bytea", "binary", "varbinary", "blob");
    private static final Pattern DECIMAL =
            Pattern.compile("(?:decimal|numeric|number)\\s*\\(\\s*(\\d{1,4})\\s*(?:,\\s*(\\d{1,4})\\s*)?\\)");
    private static final Map<String, Simple> AVRO_TYPES = Map.of(
            "string", Simple.STRING,
            "int", Simple.INT,
            "long", Simple.LONG,
            "float", Simple.FLOAT,
            "double", Simple.DOUBLE,
            "boolean", Simple.BOOLEAN,
            "bytes", Simple.BYTES);
    private static final Map<String, Simple> AVRO_LOGICAL_TYPES = Map.of(
            "date", Simple.DATE,
            "time-millis", Simple.TIME_MILLIS,
            "time-micros", Simple.TIME_MICROS,
            "timestamp-millis", Simple.TIMESTAMP_MILLIS,
            "timestamp-micros", Simple.TIMESTAMP_MICROS,
            "local-timestamp-millis", Simple.LOCAL_TIMESTAMP_MILLIS,
            "local-timestamp-micros", Simple.LOCAL_TIMESTAMP_MICROS);
    private static final Map<String, Set<FieldType>> FITTING = Map.of(
            "string", Set.of(Simple.STRING, Simple.BYTES),
            "integer", Set.of(Simple.INT, Simple.LONG),
            "number", Set.of(Simple.FLOAT, Simple.DOUBLE),
            "boolean", Set.of(Simple.BOOLEAN),
            "date", Set.of(Simple.DATE),
            "time", Set.of(Simple.TIME_MICROS, Simple.TIME_MILLIS),
            "timestamp",
                    Set.of(
                            Simple.TIMESTAMP_MICROS,
                            Simple.TIMESTAMP_MILLIS,
                            Simple.LOCAL_TIMESTAMP_MICROS,
                            Simple.LOCAL_TIMESTAMP_MILLIS));

    private FieldTypes() {}

    /** The word for a nested type, if the property has one. */
    static Optional<String> nested(Property property) {
        return property.logicalType().map(Sited::value).filter(NESTED::contains);
    }

    /** Whether the property asks for an Avro enum, by datacontract-cli's {@code avroType}. */
    static boolean isEnum(Property property) {
        Sited<String> type = property.avro().get("avroType");
        return type != null && type.value().equals("enum");
    }

    /**
     * The type of a property that is not nested, or empty where there is none; the reason is noted.
     *
     * @param name gives the type a name, if it needs one
     */
    static Optional<FieldType> of(Property property, Supplier<AvroNames.Name> name, Problems problems) {
        return isEnum(property) ? enumeration(property, name.get(), problems) : of(property, problems);
    }

    private static Optional<FieldType> enumeration(Property property, AvroNames.Name name, Problems problems) {
        Sited<String> asked = property.avro().get("avroType");
        Place at = asked == null ? property.at() : asked.at();
        List<Sited<String>> symbols =
                property.symbols().isEmpty() ? property.allowed().orElse(List.of()) : property.symbols();
        if (property.logicalType().filter(type -> type.value().equals("string")).isEmpty()) {
            problems.error(at, "An Avro enum needs 'logicalType: string'.");
            return Optional.empty();
        }
        if (symbols.isEmpty()) {
            problems.error(
                    at,
                    "An Avro enum needs its symbols: 'enum: [{value: PLACED}, ...]' (ODCS 3.2), or a custom property"
                            + " 'values' with a list.");
            return Optional.empty();
        }
        Set<String> seen = new HashSet<>();
        for (Sited<String> symbol : symbols) {
            if (!AvroNames.isName(symbol.value())) {
                problems.error(
                        symbol.at(),
                        "'" + symbol.value() + "' is no Avro enum symbol: letters, digits and underscores, not"
                                + " starting with a digit. Leave 'avroType' out: then it is text with a rule.");
            } else if (!seen.add(symbol.value())) {
                problems.error(symbol.at(), "Symbol '" + symbol.value() + "' stands twice.");
            }
        }
        return Optional.of(new FieldType.Enumeration(name.name(), name.namespace(), List.copyOf(seen(symbols))));
    }

    private static Set<String> seen(List<Sited<String>> symbols) {
        Set<String> names = new LinkedHashSet<>();
        symbols.forEach(symbol -> names.add(symbol.value()));
        return names;
    }

    private static Optional<FieldType> of(Property property, Problems problems) {
        Optional<Sited<String>> logical = property.logicalType();
        if (logical.isEmpty()) {
            problems.error(property.at(), "'logicalType' is missing. Allowed: " + String.join(", ", sorted(ALL)) + ".");
            return Optional.empty();
        }
        String name = logical.get().value();
        if (name.equals("vector")) {
            problems.error(
                    logical.get().at(),
                    "logicalType 'vector' is not served. Serve an array: 'logicalType: array' with 'items:"
                            + " {logicalType: number, physicalType: float}'.");
            return Optional.empty();
        }
        if (!LOGICAL.contains(name)) {
            problems.error(
                    logical.get().at(), "logicalType '" + name + "' is not known. " + NearestMatch.hint(name, ALL));
            return Optional.empty();
        }
        Optional<FieldType> avro = fromAvro(property, problems);
        if (avro.isPresent()) {
            boolean fits = FITTING.getOrDefault(name, Set.of()).contains(avro.get())
                    || (name.equals("number") && avro.get() instanceof FieldType.Decimal);
            if (!fits) {
                problems.error(
                        property.at(),
                        "The Avro type of its custom properties does not fit logicalType '" + name + "'.");
            }
            checkZone(property, avro.get(), problems);
            return avro;
        }
        return fromPhysical(property, name, problems);
    }

    private static Optional<FieldType> fromAvro(Property property, Problems problems) {
        Map<String, Sited<String>> avro = property.avro();
        if (avro.containsKey("precision") || avro.containsKey("scale")) {
            return decimal(property, number(avro, "precision", 0), number(avro, "scale", 0), problems);
        }
        Optional<FieldType> logical = word(avro, "avroLogicalType", AVRO_LOGICAL_TYPES, problems);
        return logical.isPresent() ? logical : word(avro, "avroType", AVRO_TYPES, problems);
    }

    private static String text(FieldType type) {
        return type.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean saysNoZone(Property property) {
        Sited<String> timezone = property.options().get("timezone");
        return timezone != null && timezone.value().equals("false");
    }

    private static void checkZone(Property property, FieldType type, Problems problems) {
        Sited<String> timezone = property.options().get("timezone");
        boolean local = type == Simple.LOCAL_TIMESTAMP_MICROS || type == Simple.LOCAL_TIMESTAMP_MILLIS;
        boolean instant = type == Simple.TIMESTAMP_MICROS || type == Simple.TIMESTAMP_MILLIS;
        if (timezone != null && ((local && timezone.value().equals("true")) || (instant && saysNoZone(property)))) {
            problems.error(
                    timezone.at(),
                    "'timezone: " + timezone.value() + "' contradicts 'avroLogicalType: " + text(type)
                            + "'. Keep one of them.");
        }
    }

    private static Optional<FieldType> word(
            Map<String, Sited<String>> avro, String key, Map<String, Simple> words, Problems problems) {
        Sited<String> found = avro.get(key);
        if (found == null) {
            return Optional.empty();
        }
        Simple type = words.get(found.value());
        if (type == null) {
            String more = key.equals("avroLogicalType") ? " A decimal is written with 'precision' and 'scale'." : "";
            problems.error(
                    found.at(),
                    key + " '" + found.value() + "' is not served. " + NearestMatch.hint(found.value(), words.keySet())
                            + more);
        }
        return Optional.ofNullable(type);
    }

    private static Optional<FieldType> fromPhysical(Property property, String logical, Problems problems) {
        String physical = property.physicalType()
                .map(found -> found.value().strip().toLowerCase(Locale.ROOT))
                .orElse("");
        String format = property.options().containsKey("format")
                ? property.options().get("format").value()
                : "";
        return switch (logical) {
            case "string" -> {
                noteLength(property, physical, problems);
                yield Optional.of(BYTES_NAMES.contains(physical) ? Simple.BYTES : Simple.STRING);
            }
            case "integer" ->
                Optional.of(INT_NAMES.contains(physical) || format.equals("i32") ? Simple.INT : Simple.LONG);
            case "boolean" -> Optional.of(Simple.BOOLEAN);
            case "date" -> Optional.of(Simple.DATE);
            case "time" -> Optional.of(Simple.TIME_MICROS);
            case "timestamp" ->
                Optional.of(saysNoZone(property) ? Simple.LOCAL_TIMESTAMP_MICROS : Simple.TIMESTAMP_MICROS);
            default -> number(property, physical, format, problems);
        };
    }

    private static void noteLength(Property property, String physical, Problems problems) {
        if (physical.matches("[a-z0-9 ]+\\(\\s*\\d+\\s*\\)")
                && !property.options().containsKey("maxLength")) {
            property.physicalType()
                    .ifPresent(found -> problems.note(
                            found.at(),
                            "The length in '" + found.value() + "' is for people and not checked. To check it write"
                                    + " 'logicalTypeOptions: {maxLength: ...}'."));
        }
    }

    private static Optional<FieldType> number(Property property, String physical, String format, Problems problems) {
        Matcher decimal = DECIMAL.matcher(physical);
        if (decimal.matches()) {
            int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
            return decimal(property, Integer.parseInt(decimal.group(1)), scale, problems);
        }
        if (FLOAT_NAMES.contains(physical) || format.equals("f32")) {
            return Optional.of(Simple.FLOAT);
        }
        if (DOUBLE_NAMES.contains(physical) || format.equals("f64")) {
            return Optional.of(Simple.DOUBLE);
        }
        problems.error(
                property.physicalType().map(Sited::at).orElse(property.at()),
                "A number needs a physicalType that says how it is stored: decimal(precision,scale), such as"
                        + " decimal(12,2), or double, or float.");
        return Optional.empty();
    }

    private static Optional<FieldType> decimal(Property property, int precision, int scale, Problems problems) {
        if (precision < 1 || scale < 0 || scale > precision) {
            problems.error(
                    property.physicalType().map(Sited::at).orElse(property.at()),
                    "A decimal needs a precision of at least 1 and a scale from 0 to the precision, but has precision "
                            + precision + " and scale " + scale + ".");
            return Optional.empty();
        }
        return Optional.of(new FieldType.Decimal(precision, scale));
    }

    private static int number(Map<String, Sited<String>> avro, String key, int absent) {
        Sited<String> found = avro.get(key);
        try {
            return found == null ? absent : Integer.parseInt(found.value());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }
}
