package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.table.KnownField;
import io.millrace.contracts.table.KnownField.Form;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a contract of an input says about the fields that come in: by {@code logicalType}, then {@code physicalType}. */
final class KnownFields {
    private static final int POSTGRESQL_DIGITS = 6;
    private static final int LONGEST_TYPE = 64;
    private static final Pattern PARAMETERS = Pattern.compile(
            "([a-z0-9_ ]+?)\\s*(?:\\(\\s*(\\d{1,4})\\s*(?:,\\s*(\\d{1,4})\\s*)?\\))?\\s*(with(?:out)? time zone)?");
    private static final Map<String, Form> LOGICAL = Map.of(
            "integer", Form.INTEGER,
            "boolean", Form.BOOLEAN,
            "date", Form.DATE,
            "object", Form.OBJECT,
            "array", Form.OBJECT,
            "map", Form.OBJECT);
    private static final Map<String, Form> PHYSICAL = Map.ofEntries(
            Map.entry("decimal", Form.DECIMAL),
            Map.entry("numeric", Form.DECIMAL),
            Map.entry("double", Form.DOUBLE),
            Map.entry("double precision", Form.DOUBLE),
            Map.entry("float8", Form.DOUBLE),
            Map.entry("float", Form.FLOAT),
            Map.entry("real", Form.FLOAT),
            Map.entry("float4", Form.FLOAT),
            Map.entry("bytes", Form.BYTES),
            Map.entry("bytea", Form.BYTES),
            Map.entry("binary", Form.BYTES),
            Map.entry("varbinary", Form.BYTES),
            Map.entry("blob", Form.BYTES),
            Map.entry("time", Form.TIME),
            Map.entry("timetz", Form.STRING),
            Map.entry("timestamp", Form.TIMESTAMP),
            Map.entry("datetime", Form.TIMESTAMP),
            Map.entry("timestamptz", Form.ZONED_TIMESTAMP));

    private KnownFields() {}

    /** The fields of a contract's only object; empty where it lists none. */
    static List<KnownField> of(ContractDocument contract) {
        return contract.objects().size() == 1 ? of(contract.objects().get(0).properties()) : List.of();
    }

    private static List<KnownField> of(List<Property> properties) {
        return properties.stream().map(KnownFields::of).toList();
    }

    private static KnownField of(Property property) {
        String logical = property.logicalType().map(found -> found.value()).orElse("");
        String physical = property.physicalType()
                .map(found -> found.value().strip().toLowerCase(Locale.ROOT))
                .orElse("");
        Matcher written = PARAMETERS.matcher(physical);
        boolean parsed = physical.length() <= LONGEST_TYPE && written.matches();
        Form byPhysical = PHYSICAL.getOrDefault(parsed ? written.group(1) : "", Form.UNKNOWN);
        if (byPhysical == Form.TIMESTAMP && "with time zone".equals(written.group(4))) {
            byPhysical = Form.ZONED_TIMESTAMP;
        }
        Form form = form(logical, byPhysical);
        int digits = digits(form, parsed ? written : null);
        return new KnownField(
                property.fieldName().value(), form, digits, form == Form.OBJECT ? of(property.children()) : List.of());
    }

    private static Form form(String logical, Form byPhysical) {
        return switch (logical) {
            case "string" -> byPhysical == Form.BYTES ? Form.BYTES : Form.STRING;
            // Without the way it is stored a number or a time can stand in several ways.
            case "number", "time", "timestamp" -> byPhysical;
            default -> LOGICAL.getOrDefault(logical, Form.UNKNOWN);
        };
    }

    private static int digits(Form form, @Nullable Matcher written) {
        if (written == null) {
            return 0;
        }
        String first = written.group(2);
        String second = written.group(3);
        return switch (form) {
            case DECIMAL -> second == null ? 0 : Integer.parseInt(second);
            case TIME, TIMESTAMP -> first == null ? POSTGRESQL_DIGITS : Integer.parseInt(first);
            default -> 0;
        };
    }
}
