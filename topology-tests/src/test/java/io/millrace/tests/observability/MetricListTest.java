package io.millrace.tests.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.metrics.MetricNames;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MetricListTest {
    private final MetricList list = MetricList.read();

    @Test
    void shouldHaveEveryMetricOfAProductWhateverItsContractsPromise() throws IllegalAccessException {
        Set<String> named = new TreeSet<>();
        for (Field constant : MetricNames.class.getFields()) {
            named.add(((String) constant.get(null)).replace('.', '_'));
        }
        Set<String> documented = new TreeSet<>();
        for (MetricList.Entry entry : list.byName().values()) {
            String base = entry.name().replaceAll("_total$|_seconds_max$", "");
            if (entry.name().startsWith("millrace_")
                    && !entry.name().startsWith("millrace_ingest_")
                    && !entry.name().startsWith("millrace_gateway_")) {
                documented.add(base.equals("millrace_latency_seconds") ? "millrace_latency" : base);
            }
        }

        assertThat(documented).isEqualTo(named);
    }

    @Test
    void shouldSayInTheNameWhatTheUnitIs() {
        Map<String, String> units = Map.of(
                "_seconds",
                "seconds",
                "_bytes",
                "bytes",
                "_millis",
                "milliseconds",
                "_share",
                "share",
                "_ns",
                "nanoseconds");
        List<String> wrong = new ArrayList<>();
        for (MetricList.Entry entry : list.byName().values()) {
            String base = entry.name().replaceAll("_total$|_max$", "");
            units.forEach((suffix, unit) -> {
                if (base.endsWith(suffix) && !entry.unit().endsWith(unit)) {
                    wrong.add(entry.name() + " is in " + entry.unit());
                }
            });
            if (entry.name().endsWith("_total") != entry.type().equals("counter")) {
                wrong.add(entry.name() + " is a " + entry.type());
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(list.twice()).as("metrics that stand in two rows").isEmpty();
        assertThat(list.byName().values())
                .allSatisfy(entry -> assertThat(entry.meaning())
                        .as("meaning of %s", entry.name())
                        .isNotBlank());
    }

    @Test
    void shouldFindMetricsAndLabelsInExpressions() {
        String expression = "sum by (product, port) (rate(a_total{outcome=\"x y(z)\",port=~\"p\"}[5m])) / on (product)"
                + " group_left (job) b > 1e6 unless c{} == 0.5 and histogram_quantile(0.9, d_bucket)";

        assertThat(PromQl.metrics(expression))
                .isEqualTo(Map.of(
                        "a_total", Set.of("outcome", "port"), "b", Set.of(), "c", Set.of(), "d_bucket", Set.of()));
        assertThat(PromQl.groupedBy(expression)).containsExactly("job", "port", "product");
    }
}
