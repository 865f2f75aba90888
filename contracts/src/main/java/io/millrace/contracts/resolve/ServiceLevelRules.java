package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.ContractDocument.ServiceLevel;
import io.millrace.contracts.policy.DefaultLevels;
import io.millrace.contracts.policy.DomainDefaults;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.product.ServiceLevels.Latency;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The service levels of a contract: those that are measured or kept; others are refused by name. */
final class ServiceLevelRules {
    private static final Set<String> PERIODS = Set.of("latency", "retention", "frequency");

    /** ODCS's levels that promise something of people or of a date. */
    private static final Set<String> FOR_PEOPLE =
            Set.of("generalAvailability", "endOfSupport", "endOfLife", "timeToDetect", "timeToNotify", "timeToRepair");

    private static final Set<String> KNOWN = Set.of("latency", "retention", "frequency", "completeness", "errorRate");
    private static final Set<Simple> TIMES = Set.of(Simple.TIMESTAMP_MICROS, Simple.TIMESTAMP_MILLIS);

    private final Problems problems;
    private Optional<Latency> latency = Optional.empty();
    private Optional<Duration> frequency = Optional.empty();
    private Optional<Sited<Duration>> minimum = Optional.empty();
    private Optional<Sited<Duration>> maximum = Optional.empty();

    private ServiceLevelRules(Problems problems) {
        this.problems = problems;
    }

    /** The levels of a contract with these fields; those it does not state are the domain's. */
    static ServiceLevels of(ContractDocument contract, List<Field> fields, DomainDefaults defaults, Problems problems) {
        ServiceLevelRules rules = new ServiceLevelRules(problems);
        contract.serviceLevels().forEach(level -> rules.take(level, contract, fields));
        rules.fillIn(defaults.levels(), fields);
        return rules.levels(defaults.levels().retention().orElse(defaults.retention()));
    }

    /** A default names one field for many contracts: where a contract has none of that name, nothing is promised. */
    private void fillIn(DefaultLevels defaults, List<Field> fields) {
        frequency = frequency.or(defaults::frequency);
        latency = latency.or(() -> defaults.latency()
                .filter(level ->
                        fields.stream().anyMatch(field -> field.name().equals(level.element()) && isTime(field)))
                .map(level -> new Latency(level.bound(), level.element())));
    }

    private static boolean isTime(Field field) {
        return field.type() instanceof Simple type && TIMES.contains(type);
    }

    private void take(ServiceLevel level, ContractDocument contract, List<Field> fields) {
        String property = level.property().value();
        if (FOR_PEOPLE.contains(property)) {
            return;
        }
        if (!KNOWN.contains(property)) {
            problems.error(
                    level.property().at(),
                    "Service level '" + property + "' is not measured. " + NearestMatch.hint(property, KNOWN)
                            + advice(property));
            return;
        }
        level.demands()
                .forEach((key, at) -> problems.error(
                        at,
                        "'" + key + "' of a service level is not run: levels are measured all the time, against"
                                + " 'value' alone. Remove it."));
        if (!PERIODS.contains(property)) {
            return;
        }
        Optional<Duration> period = Periods.of(level, problems);
        if (period.isEmpty()) {
            return;
        }
        switch (property) {
            case "latency" -> {
                once(latency.isPresent(), level);
                latency = element(level, contract, fields).map(field -> new Latency(period.get(), field));
            }
            case "frequency" -> {
                once(frequency.isPresent(), level);
                frequency = period;
            }
            default -> retention(level, period.get());
        }
    }

    private static String advice(String property) {
        return switch (property) {
            case "availability" -> " Nobody can measure his own absence: watch 'millrace_product_state' from outside.";
            case "throughput" -> " For a number of rows in a window write a quality entry with metric: rowCount.";
            case "freshness", "timeliness", "timeOfAvailability" ->
                " For the age of what leaves write 'latency', for the longest silence 'frequency'.";
            default -> "";
        };
    }

    private void retention(ServiceLevel level, Duration period) {
        Sited<Duration> found = new Sited<>(period, level.at());
        if (level.driver().filter(driver -> driver.value().equals("regulatory")).isPresent()) {
            once(maximum.isPresent(), level);
            maximum = Optional.of(found);
        } else {
            once(minimum.isPresent(), level);
            minimum = Optional.of(found);
        }
    }

    private void once(boolean taken, ServiceLevel level) {
        if (taken) {
            problems.error(
                    level.property().at(),
                    "Service level '" + level.property().value() + "' is promised twice. Keep one of them.");
        }
    }

    private Optional<String> element(ServiceLevel level, ContractDocument contract, List<Field> fields) {
        Optional<Sited<String>> element = level.element().or(contract::defaultElement);
        if (element.isEmpty()) {
            problems.error(
                    level.at(),
                    "Latency needs an 'element': the field that holds the event's time, such as 'Order.placed_at'.");
            return Optional.empty();
        }
        String written = element.get().value();
        String name = written.substring(written.lastIndexOf('.') + 1);
        Place at = element.get().at();
        Optional<Field> field =
                fields.stream().filter(found -> found.name().equals(name)).findFirst();
        if (field.isEmpty()) {
            problems.error(
                    at,
                    "'" + written + "' is no field of the contract. "
                            + NearestMatch.hint(
                                    name, fields.stream().map(Field::name).toList()));
        } else if (!isTime(field.get())) {
            problems.error(at, "'" + written + "' must be a timestamp: latency is measured from it.");
        }
        return field.map(Field::name);
    }

    private ServiceLevels levels(Duration defaultRetention) {
        if (minimum.isPresent()
                && maximum.isPresent()
                && minimum.get().value().compareTo(maximum.get().value()) > 0) {
            problems.error(
                    minimum.get().at(),
                    "Records are promised for " + Periods.text(minimum.get().value()) + ", but the regulatory limit at "
                            + maximum.get().at().location() + " is "
                            + Periods.text(maximum.get().value())
                            + ". Promise less, or correct the limit.");
        }
        Duration kept = minimum.map(Sited::value)
                .orElseGet(() -> maximum.map(Sited::value)
                        .filter(limit -> limit.compareTo(defaultRetention) < 0)
                        .orElse(defaultRetention));
        return new ServiceLevels(latency, frequency, Optional.of(kept), maximum.map(Sited::value));
    }
}
