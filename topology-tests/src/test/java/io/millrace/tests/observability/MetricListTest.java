package io.millrace.tests.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.IngestMetricNames;
import io.millrace.ingest.gateway.GatewayMetricNames;
import io.millrace.runtime.metrics.MetricNames;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetricListTest {
    private final MetricList list = MetricList.read();

    /** Whatever contracts, tables and senders give occasion for. */
    @ParameterizedTest
    @MethodSource
    void shouldHaveEveryMetricThatTheCodeNames(Class<?> names, Pattern which) throws IllegalAccessException {
        Set<String> named = new TreeSet<>();
        for (Field constant : names.getFields()) {
            named.add(((String) constant.get(null)).replace('.', '_'));
        }

        Set<String> documented = list.byName().values().stream()
                .filter(entry -> which.matcher(entry.name()).matches())
                .map(this::withoutWhatPrometheusAdds)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(named);
    }

    static Stream<Arguments> shouldHaveEveryMetricThatTheCodeNames() {
        return Stream.of(
                Arguments.of(MetricNames.class, Pattern.compile("millrace_(?!ingest_|gateway_).*")),
                Arguments.of(IngestMetricNames.class, Pattern.compile("millrace_ingest_.*")),
                Arguments.of(GatewayMetricNames.class, Pattern.compile("millrace_gateway_.*")));
    }

    /** Counters get {@code _total}; times get their unit, and a gauge of the longest beside them. */
    private String withoutWhatPrometheusAdds(MetricList.Entry entry) {
        String name = entry.name().replaceAll("_total$|_max$", "");
        MetricList.Entry time = list.byName().get(name);
        boolean timed = time != null && Set.of("histogram", "summary").contains(time.type());
        return timed ? name.replaceAll("_seconds$", "") : name;
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
