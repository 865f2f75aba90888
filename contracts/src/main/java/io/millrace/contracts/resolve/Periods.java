package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument.ServiceLevel;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Numbers;
import io.millrace.contracts.yaml.Sited;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Periods of service levels: a number with one of ODCS's units, or an ISO-8601 duration without a unit. A year is 365
 * days; a month has no fixed length and is refused.
 */
final class Periods {
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("ms", Duration.ofMillis(1)),
            Map.entry("millisecond", Duration.ofMillis(1)),
            Map.entry("milliseconds", Duration.ofMillis(1)),
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("sec", Duration.ofSeconds(1)),
            Map.entry("second", Duration.ofSeconds(1)),
            Map.entry("seconds", Duration.ofSeconds(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("minutes", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hr", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("hours", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("days", Duration.ofDays(1)),
            Map.entry("w", Duration.ofDays(7)),
            Map.entry("week", Duration.ofDays(7)),
            Map.entry("weeks", Duration.ofDays(7)),
            Map.entry("y", Duration.ofDays(365)),
            Map.entry("yr", Duration.ofDays(365)),
            Map.entry("year", Duration.ofDays(365)),
            Map.entry("years", Duration.ofDays(365)));

    private Periods() {}

    /** The period of a level; what is wrong is noted. */
    static Optional<Duration> of(ServiceLevel level, Problems problems) {
        Sited<String> value = level.value();
        Optional<Duration> period = level.unit().isEmpty()
                ? Fields.parseDuration(value.value())
                : inUnits(value.value(), level.unit().get().value());
        if (period.isEmpty()) {
            problems.error(
                    level.unit().map(Sited::at).orElse(value.at()),
                    "'" + value.value()
                            + level.unit().map(unit -> " " + unit.value()).orElse("")
                            + "' is no period. Write a positive number and a unit (ms, s, m, h, d, w, y), or an"
                            + " ISO-8601 duration without a unit, such as P90D.");
        }
        return period;
    }

    /** A period in the fewest units, such as {@code P90D}, where {@link Duration} would say {@code PT2160H}. */
    static String text(Duration period) {
        boolean days = period.toDays() > 0 && period.equals(Duration.ofDays(period.toDays()));
        return days ? "P" + period.toDays() + "D" : period.toString();
    }

    private static Optional<Duration> inUnits(String value, String unit) {
        Duration one = UNITS.get(unit);
        if (one == null) {
            return Optional.empty();
        }
        try {
            BigDecimal millis = Numbers.decimal(value).multiply(BigDecimal.valueOf(one.toMillis()));
            Duration period =
                    Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
            return period.isNegative() || period.isZero() ? Optional.empty() : Optional.of(period);
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
