package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.QualityRule;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.WindowMetric.Severity;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What all sorts of {@code quality} entries are asked. */
final class QualityEntry {
    private QualityEntry() {}

    static String metric(QualityRule rule) {
        return rule.metric().map(Sited::value).orElse("");
    }

    static String name(QualityRule rule, String otherwise) {
        return rule.name().map(Sited::value).orElse(otherwise);
    }

    /** What happens to a record: as written, else by severity. */
    static OnViolation onViolation(QualityRule rule) {
        Severity severity = rule.severity().map(Sited::value).orElse(Severity.ERROR);
        return rule.onViolation()
                .map(Sited::value)
                .orElse(severity == Severity.ERROR ? OnViolation.REJECT : OnViolation.FLAG);
    }

    static Place violationPlace(QualityRule rule) {
        return rule.onViolation().map(Sited::at).orElse(rule.at());
    }

    /** Notes what changes a value where only the whole record can pass or not. */
    static void rejectOrFlag(QualityRule rule, Problems problems) {
        OnViolation onViolation = onViolation(rule);
        if (onViolation != OnViolation.REJECT && onViolation != OnViolation.FLAG) {
            problems.error(violationPlace(rule), "This rule can only 'reject' or 'flag': it changes no single value.");
        }
    }

    static void checkArguments(QualityRule rule, Set<String> allowed, Problems problems) {
        rule.arguments().forEach((key, value) -> {
            if (!allowed.contains(key)) {
                problems.error(value.at(), "Unknown argument '" + key + "'. " + NearestMatch.hint(key, allowed));
            }
        });
    }

    /** Notes arguments of a metric that has none. */
    static void refuseArguments(QualityRule rule, Problems problems) {
        boolean nulls = metric(rule).equals("nullValues");
        rule.arguments()
                .forEach((key, value) -> problems.error(
                        value.at(),
                        "Metric '" + metric(rule) + "' has no arguments, but found '" + key + "'. "
                                + (nulls
                                        ? "It asks for null only; for other values write metric 'missingValues'."
                                        : "Remove it.")));
    }

    /** The items of an argument's list that are not null, as text. */
    static List<String> texts(QualityRule rule, String argument) {
        List<String> texts = new ArrayList<>();
        if (rule.arguments().get(argument) instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                if (!(item instanceof Node.Scalar scalar && scalar.type() == Node.Type.NULL)) {
                    texts.add(text(item));
                }
            }
        }
        return texts;
    }

    /** Where an argument stands, or the entry that lacks it. */
    static Place place(QualityRule rule, String argument) {
        Node found = rule.arguments().get(argument);
        return found == null ? rule.at() : found.at();
    }

    static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
