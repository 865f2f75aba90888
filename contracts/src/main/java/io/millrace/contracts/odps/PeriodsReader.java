package io.millrace.contracts.odps;

import io.millrace.contracts.odps.ProductDocument.DeclaredPeriods;
import io.millrace.contracts.product.Periods;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.Optional;

/** Reads {@code periods} of a product's {@code millrace} map. */
final class PeriodsReader {
    private PeriodsReader() {}

    /** Empty without a length; what is wrong is noted. */
    static Optional<DeclaredPeriods> read(Fields map) {
        Optional<Sited<Duration>> length = map.duration("length");
        if (!map.keys().contains("length")) {
            map.problems().error(map.at(), "'length' is missing: how long a period is, such as PT1H or P1D.");
        }
        Optional<Sited<Duration>> grace = map.duration("grace");
        map.close();
        length.filter(found -> found.value().compareTo(Periods.SHORTEST) < 0
                        || found.value().compareTo(Periods.LONGEST) > 0)
                .ifPresent(found -> map.problems()
                        .error(
                                found.at(),
                                "A period lasts from " + Periods.SHORTEST + " to P" + Periods.LONGEST.toDays()
                                        + "D, but this one " + found.value() + "."));
        length.ifPresent(period -> grace.filter(found -> found.value().compareTo(period.value()) > 0)
                .ifPresent(found -> map.problems()
                        .error(
                                found.at(),
                                "'grace' is longer than the period itself, so that none would be complete before the"
                                        + " next but one begins. Write " + period.value() + " at most.")));
        return length.map(found -> new DeclaredPeriods(found, grace));
    }
}
