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
}
