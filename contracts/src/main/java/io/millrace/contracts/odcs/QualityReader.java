package io.millrace.contracts.odcs;

import io.millrace.contracts.odcs.QualityRule.Kind;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Severity;
import io.millrace.contracts.standard.CustomProperties;
import io.millrace.contracts.standard.Shape;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code quality} entries. */
final class QualityReader {
    /** What may happen to a record, as written. */
    static final Map<String, OnViolation> ON_VIOLATION = Map.of(
            "reject", OnViolation.REJECT,
            "default", OnViolation.DEFAULT,
            "nullify", OnViolation.NULLIFY,
            "clamp", OnViolation.CLAMP,
            "flag", OnViolation.FLAG);

    private static final Map<String, Kind> KINDS =
            Map.of("text", Kind.TEXT, "library", Kind.LIBRARY, "sql", Kind.SQL, "custom", Kind.CUSTOM);
    private static final Map<String, Severity> SEVERITIES =
            Map.of("info", Severity.INFO, "warning", Severity.WARNING, "error", Severity.ERROR);
    private static final String STOP = "stop";

    private QualityReader() {}

    static List<QualityRule> read(Fields owner) {
        return owner.objects("quality").stream().map(QualityReader::rule).toList();
    }

    private static QualityRule rule(Fields entry) {
        Optional<Sited<String>> name = entry.text("name");
        Kind kind = entry.word("type", KINDS).map(Sited::value).orElse(Kind.LIBRARY);
        Optional<Sited<String>> metric = entry.text("metric").or(() -> entry.text("rule"));
        Map<String, Node> operators = new LinkedHashMap<>();
        for (WindowMetric.Operator operator : WindowMetric.Operator.values()) {
            entry.node(operator.word()).ifPresent(value -> operators.put(operator.word(), value));
        }
        Map<String, Node> arguments = new LinkedHashMap<>();
        entry.object("arguments")
                .ifPresent(found ->
                        found.keys().forEach(key -> found.node(key).ifPresent(value -> arguments.put(key, value))));
        Optional<Sited<String>> engine = entry.text("engine");
        // Other engines' implementations may be maps; only ours is text.
        Optional<Sited<String>> implementation = entry.node("implementation")
                .filter(Node.Scalar.class::isInstance)
                .flatMap(found -> entry.text("implementation"));
        Optional<Sited<String>> unit = entry.text("unit");
        // Any word is allowed; one that is no level of ours counts as the strictest.
        Optional<Sited<Severity>> severity = entry.text("severity")
                .map(found -> new Sited<>(SEVERITIES.getOrDefault(found.value(), Severity.ERROR), found.at()));
        entry.informative(
                "id", "businessImpact", "description", "dimension", "method", "tags", "query", "rule", "validValues");
        Shape.LINK.check(entry, "authoritativeDefinitions");
        Optional<Fields> ours = CustomProperties.of(entry).ours();
        Optional<Sited<Optional<OnViolation>>> onViolation =
                ours.flatMap(found -> found.word("onViolation", withStop()));
        Optional<Sited<Duration>> window = ours.flatMap(found -> found.duration("window"));
        ours.ifPresent(Fields::close);
        Optional<Sited<String>> schedule = entry.text("schedule");
        Optional<Sited<String>> scheduler = entry.text("scheduler");
        entry.close();
        return new QualityRule(
                entry.at(),
                name,
                kind,
                metric,
                operators,
                arguments,
                engine,
                implementation,
                unit,
                severity,
                schedule,
                scheduler,
                onViolation.flatMap(found -> found.value().map(value -> new Sited<>(value, found.at()))),
                window,
                onViolation.filter(found -> found.value().isEmpty()).map(Sited::at));
    }

    /** What a quality entry may say: what happens to a record, or that the product stops. */
    private static Map<String, Optional<OnViolation>> withStop() {
        Map<String, Optional<OnViolation>> words = new LinkedHashMap<>();
        ON_VIOLATION.forEach((word, value) -> words.put(word, Optional.of(value)));
        words.put(STOP, Optional.empty());
        return words;
    }
}
