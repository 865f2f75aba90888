package io.millrace.contracts.odcs;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** {@code outlier} of a property, as written. */
public record OutlierDeclaration(
        Place at,
        Optional<Sited<String>> name,
        Optional<Sited<BigDecimal>> quantile,
        Optional<Sited<BigDecimal>> factor,
        Optional<Sited<Duration>> window,
        Optional<Sited<OnViolation>> onViolation) {

    static OutlierDeclaration read(Fields map) {
        var outlier = new OutlierDeclaration(
                map.at(),
                map.text("name"),
                map.number("quantile"),
                map.number("factor"),
                map.duration("window"),
                map.word("onViolation", QualityReader.ON_VIOLATION));
        map.close();
        return outlier;
    }
}
