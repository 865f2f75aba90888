package io.millrace.contracts.odcs;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.WindowMetric.Severity;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An entry of {@code quality}.
 *
 * @param kind what sort of rule it is
 * @param metric library metric, or the name under {@code rule} that ODCS 3.0 used for it
 * @param operators {@code mustBe} and its siblings, by key
 * @param arguments by key
 * @param implementation text of a custom rule
 * @param schedule text of a schedule
 * @param scheduler what is to read the schedule
 * @param window how long a rule looks back
 * @param stops where {@code onViolation: stop} stands, if it does
 */
public record QualityRule(
        Place at,
        Optional<Sited<String>> name,
        Kind kind,
        Optional<Sited<String>> metric,
        Map<String, Node> operators,
        Map<String, Node> arguments,
        Optional<Sited<String>> engine,
        Optional<Sited<String>> implementation,
        Optional<Sited<String>> unit,
        Optional<Sited<Severity>> severity,
        Optional<Sited<String>> schedule,
        Optional<Sited<String>> scheduler,
        Optional<Sited<OnViolation>> onViolation,
        Optional<Sited<Duration>> window,
        Optional<Place> stops) {

    public QualityRule {
        operators = Map.copyOf(operators);
        arguments = Map.copyOf(arguments);
    }

    /** Sorts of rules. */
    public enum Kind {
        TEXT,
        LIBRARY,
        SQL,
        CUSTOM
    }
}
