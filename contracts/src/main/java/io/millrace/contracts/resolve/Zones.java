package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.yaml.Sited;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The options {@code timezone} and {@code defaultTimezone} of timestamps and times. */
final class Zones {
    private Zones() {}

    /** The zone in which values without one are meant, if the property says so. What is wrong is noted elsewhere. */
    static Optional<ZoneId> of(Property property, FieldType type) {
        return Optional.ofNullable(property.options().get("defaultTimezone"))
                .filter(zone -> isInstant(type))
                .flatMap(zone -> parse(zone.value()));
    }

    /** Notes where one of the two options does not fit the type. */
    static void check(String key, Sited<String> option, FieldType type, Problems problems) {
        boolean local = type == Simple.LOCAL_TIMESTAMP_MICROS || type == Simple.LOCAL_TIMESTAMP_MILLIS;
        boolean time = type == Simple.TIME_MICROS || type == Simple.TIME_MILLIS;
        if (!local && !time && !isInstant(type)) {
            problems.error(option.at(), "'" + key + "' is for logicalType timestamp and time only. Remove it.");
        } else if (key.equals("timezone")) {
            boolean flag = option.value().equals("true") || option.value().equals("false");
            if (!flag) {
                problems.error(option.at(), "must be true or false, but is '" + option.value() + "'.");
            } else if (time && option.value().equals("true")) {
                problems.error(
                        option.at(),
                        "A time of day has no zone in Avro. Serve a timestamp, or write 'timezone: false'.");
            }
        } else if (!isInstant(type)) {
            problems.error(
                    option.at(),
                    "'defaultTimezone' makes an instant of a value without a zone, but this field has none. Remove it,"
                            + " or serve a timestamp with 'timezone: true'.");
        } else if (parse(option.value()).isEmpty()) {
            problems.error(
                    option.at(),
                    "'" + option.value() + "' is no time zone. Write UTC, a name of the IANA database such as"
                            + " Europe/Berlin, or an offset such as +01:00.");
        }
    }

    private static boolean isInstant(FieldType type) {
        return type == Simple.TIMESTAMP_MICROS || type == Simple.TIMESTAMP_MILLIS;
    }

    private static Optional<ZoneId> parse(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
