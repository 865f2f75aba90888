package io.millrace.tests.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Grafana needs to show them; Grafana itself is not asked. */
class DashboardsTest {
    private static final Set<String> TYPES = Set.of("row", "stat", "timeseries", "table", "state-timeline");
    private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)}");
    private static final int COLUMNS = 24;

    private final Map<String, JsonNode> all = Dashboards.all();

    @Test
    void shouldAskForDocumentedMetricsAndTheirTagsOnly() {
        assertThat(Dashboards.queries()).isNotEmpty().allSatisfy(query -> {
            if (!query.expression().startsWith("ALERTS")) {
                AlertRulesTest.requireDocumented(query.expression());
            }
        });
    }

    @Test
    void shouldHaveIdsTitlesUnitsAndLegends() {
        List<String> problems = new ArrayList<>();
        all.forEach((file, board) -> {
            Set<Integer> ids = new HashSet<>();
            for (JsonNode panel : board.path("panels")) {
                String where = file + " / " + panel.path("title").asText();
                require(problems, ids.add(panel.path("id").asInt()), where + ": id is taken");
                require(problems, !panel.path("title").asText().isBlank(), where + ": no title");
                require(problems, TYPES.contains(panel.path("type").asText()), where + ": type");
                if (!panel.path("type").asText().equals("row")) {
                    require(problems, isPrometheus(panel.path("datasource")), where + ": data source");
                    require(problems, panel.path("targets").size() > 0, where + ": no query");
                    requireTargets(problems, where, panel);
                    JsonNode defaults = panel.path("fieldConfig").path("defaults");
                    boolean unit = defaults.has("unit")
                            || Set.of("table", "state-timeline")
                                    .contains(panel.path("type").asText());
                    require(problems, unit, where + ": no unit");
                    requireSteps(problems, where, defaults.path("thresholds"));
                }
            }
        });

        assertThat(problems).isEmpty();
    }

    private static void requireTargets(List<String> problems, String where, JsonNode panel) {
        Set<String> refIds = new HashSet<>();
        for (JsonNode target : panel.path("targets")) {
            require(problems, refIds.add(target.path("refId").asText()), where + ": refId is taken");
            require(problems, isPrometheus(target.path("datasource")), where + ": data source of a query");
            boolean legend = !target.path("legendFormat").asText().isEmpty()
                    || Set.of("stat", "table").contains(panel.path("type").asText());
            require(problems, legend, where + ": no legend");
        }
        for (JsonNode override : panel.path("fieldConfig").path("overrides")) {
            JsonNode matcher = override.path("matcher");
            if (matcher.path("id").asText().equals("byFrameRefID")) {
                require(problems, refIds.contains(matcher.path("options").asText()), where + ": override of no query");
            }
        }
    }

    private static void requireSteps(List<String> problems, String where, JsonNode thresholds) {
        double last = Double.NEGATIVE_INFINITY;
        for (JsonNode step : thresholds.path("steps")) {
            double value = step.path("value").isNull()
                    ? Double.NEGATIVE_INFINITY
                    : step.path("value").asDouble();
            require(problems, last == Double.NEGATIVE_INFINITY || value > last, where + ": thresholds do not rise");
            last = value;
        }
        require(problems, thresholds.path("steps").size() > 0, where + ": no thresholds");
    }

    @Test
    void shouldLayPanelsOutWithoutOverlap() {
        List<String> problems = new ArrayList<>();
        all.forEach((file, board) -> {
            Set<String> taken = new HashSet<>();
            for (JsonNode panel : board.path("panels")) {
                JsonNode at = panel.path("gridPos");
                String where = file + " / " + panel.path("title").asText();
                require(problems, at.path("x").asInt() + at.path("w").asInt() <= COLUMNS, where + ": too wide");
                for (int x = 0; x < at.path("w").asInt(); x++) {
                    for (int y = 0; y < at.path("h").asInt(); y++) {
                        String cell =
                                (at.path("x").asInt() + x) + "," + (at.path("y").asInt() + y);
                        require(problems, taken.add(cell), where + ": overlaps at " + cell);
                    }
                }
            }
        });

        assertThat(problems).isEmpty();
    }

    @Test
    void shouldUseVariablesThatAreDeclaredAndLinkToEachOther() {
        Set<String> uids = new HashSet<>();
        all.values().forEach(board -> uids.add(board.path("uid").asText()));
        assertThat(uids).containsExactlyInAnyOrder("millrace-mesh", "millrace-product", "millrace-ingestion");
        all.forEach((file, board) -> {
            Set<String> declared = new HashSet<>(Set.of("__rate_interval", "__data"));
            for (JsonNode variable : board.path("templating").path("list")) {
                declared.add(variable.path("name").asText());
            }
            assertThat(declared).contains("datasource");
            Matcher used = VARIABLE.matcher(board.toString());
            while (used.find()) {
                String name = used.group(1) == null ? used.group(2) : used.group(1);
                assertThat(declared).as("variables of %s", file).contains(name);
            }
            Matcher link = Pattern.compile("/d/([\\w-]+)").matcher(board.toString());
            while (link.find()) {
                assertThat(uids).as("links of %s", file).contains(link.group(1));
            }
        });
    }

    private static boolean isPrometheus(JsonNode source) {
        return source.path("type").asText().equals("prometheus")
                && source.path("uid").asText().equals("${datasource}");
    }

    private static void require(List<String> problems, boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
