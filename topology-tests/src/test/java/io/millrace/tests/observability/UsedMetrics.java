package io.millrace.tests.observability;

import java.util.Set;
import java.util.TreeSet;

/** The metrics that alerts and dashboards ask for, but those that Prometheus makes itself. */
public final class UsedMetrics {
    private UsedMetrics() {}

    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        RuleFile.alerts()
                .forEach(
                        alert -> names.addAll(PromQl.metrics(alert.expression()).keySet()));
        Dashboards.queries()
                .forEach(
                        query -> names.addAll(PromQl.metrics(query.expression()).keySet()));
        names.removeAll(AlertRulesTest.OF_PROMETHEUS);
        return names;
    }

    /** Whether an expression asks for a metric whose name matches. */
    public static boolean in(String expression, String pattern) {
        return PromQl.metrics(expression).keySet().stream().anyMatch(name -> name.matches(pattern));
    }
}
