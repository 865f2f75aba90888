package io.millrace.tests.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRulesTest {
    /** Those that Prometheus puts beside the metric's own. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance", "le");

    /** Made by Prometheus itself. */
    static final Set<String> OF_PROMETHEUS = Set.of("up", "ALERTS");

    @TempDir
    private Path folder;

    @Test
    void shouldAskForDocumentedMetricsAndTheirTagsOnly() {
        List<String> expressions = new ArrayList<>();
        RuleFile.alerts().forEach(alert -> expressions.add(alert.expression()));

        assertThat(expressions).isNotEmpty().allSatisfy(AlertRulesTest::requireDocumented);
    }

    /** Every metric of an expression, and every label it selects or groups by. */
    static void requireDocumented(String expression) {
        Map<String, MetricList.Entry> series = MetricList.read().bySeries();
        Map<String, Set<String>> asked = PromQl.metrics(expression);
        Set<String> known = new TreeSet<>(OF_THE_SCRAPE);
        asked.forEach((name, labels) -> {
            if (!OF_PROMETHEUS.contains(name)) {
                assertThat(series).as("metrics documented, for %s", expression).containsKey(name);
                Set<String> tags = Objects.requireNonNull(series.get(name)).tags();
                assertThat(labels).as("labels of %s in %s", name, expression).isSubsetOf(union(tags, OF_THE_SCRAPE));
                known.addAll(tags);
            }
        });
        assertThat(PromQl.groupedBy(expression))
                .as("labels that %s groups by", expression)
                .isSubsetOf(known);
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    @Test
    void shouldSayWhatToDoAboutEachAlertInTheRunbook() throws Exception {
        List<String> headings = Files.readAllLines(ProjectRoot.resolve("docs/runbook.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();

        assertThat(RuleFile.alerts()).extracting(RuleFile.Alert::name).containsExactlyInAnyOrderElementsOf(headings);
        assertThat(RuleFile.alerts()).allSatisfy(alert -> {
            assertThat(alert.severity()).as(alert.name()).isIn("critical", "warning");
            assertThat(alert.summary()).as(alert.name()).contains("{{ $labels.");
            assertThat(alert.runbook())
                    .as(alert.name())
                    .isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
        });
    }

    @Test
    void shouldWarnInTheRunbookAsUrgentlyAsTheRuleDoes() throws Exception {
        String runbook = Files.readString(ProjectRoot.resolve("docs/runbook.md"));

        assertThat(RuleFile.alerts())
                .allSatisfy(alert -> assertThat(runbook)
                        .containsPattern(Pattern.compile(
                                "### " + alert.name() + "\n" + alert.severity() + "\\. ", Pattern.CASE_INSENSITIVE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check rules rules/millrace.rules.yml", "test rules tests/millrace.test.yml"})
    void shouldHoldForPrometheusOwnTool(String arguments) throws Exception {
        Path tool = Prometheus.require("promtool");
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(List.of(arguments.split(" ", -1)));
        Path output = folder.resolve("output");

        Process process = new ProcessBuilder(command)
                .directory(ProjectRoot.resolve("docker/prometheus").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    }
}
