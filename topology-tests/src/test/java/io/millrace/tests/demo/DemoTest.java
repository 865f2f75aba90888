package io.millrace.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.tests.observability.MetricList;
import io.millrace.tests.observability.RuleFile;
import io.millrace.tests.observability.Scrape;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run of the demo, by what it says of itself and by what an operator sees of it meanwhile. */
class DemoTest {
    @TempDir
    private static Path folder;

    private static DemoRun run;
    private static Observation seen;

    @BeforeAll
    static void runAndWatch() throws Exception {
        try (RunningDemo demo = RunningDemo.start(folder, "--duration", "40s", "--set", "logging.format=json")) {
            seen = Observation.of(demo, folder);
            run = demo.end();
        }
    }

    @Test
    void shouldVerifyItselfAndReportAsDocumented() {
        assertThat(run.failed())
                .as("failed verifications, output:%n%s", run.output())
                .isEmpty();
        assertThat(run.exitCode()).as("exit code, output:%n%s", run.output()).isZero();
        assertThat(run.report().path("verified").isBoolean()).isTrue();
        assertThat(run.report().path("verified").asBoolean()).isTrue();
        assertThat(run.output()).contains("lost 0 · duplicated 0 · clear-text hits 0");

        JsonNode endpoints = run.report().path("endpoints");
        assertThat(endpoints.path("bootstrapServers").asText()).matches("[\\w.]+:\\d+");
        assertThat(endpoints.path("registryUrl").asText()).startsWith("http://");
        assertThat(endpoints.path("jdbcUrl").asText()).startsWith("jdbc:postgresql://");
        assertThat(endpoints.path("httpUrl").asText()).startsWith("http://");
        assertThat(endpoints.path("ingestUrl").asText()).startsWith("http://");

        List<String> ports = new ArrayList<>();
        long duplicates = 0;
        long deadLetters = 0;
        for (JsonNode port : run.report().path("ports")) {
            ports.add(port.path("product").asText() + "/" + port.path("port").asText());
            assertThat(port.path("topic").asText()).isNotBlank();
            assertThat(port.path("records").asLong()).as("records of %s", port).isPositive();
            duplicates += port.path("duplicates").asLong();
            deadLetters += port.path("deadLetters").asLong();
        }
        assertThat(ports)
                .contains("checkout.orders/orders", "checkout.orders/orders-history", "customers.customers/customers");
        assertThat(duplicates).as("the traffic holds duplicates").isPositive();
        assertThat(deadLetters).as("the traffic holds records to reject").isPositive();
        assertThat(run.verifications())
                .contains(
                        "no clear personal value in any topic but the raw ones",
                        "no clear personal value in logs and state directories",
                        "the search itself works: it finds the values in the raw topics")
                .anyMatch(name -> name.contains("input = output + duplicates + dead letters + filtered"))
                .anyMatch(name -> name.contains("the latest row per key equals the database"));
    }

    @Test
    void shouldShowTheDocumentedMetricsAndNoOthers() {
        Map<String, MetricList.Entry> documented = MetricList.read().byName();
        Set<String> shown = new TreeSet<>();

        seen.scrapes()
                .forEach((service, scrape) -> scrape.families().forEach((name, family) -> {
                    String where = name + " of " + service;
                    assertThat(documented).as(where).containsKey(name);
                    MetricList.Entry entry = Objects.requireNonNull(documented.get(name));
                    assertThat(family.type()).as("type of %s", where).isEqualTo(entry.type());
                    assertThat(family.help()).as("help of %s", where).isNotBlank();
                    assertThat(family.labels()).as("tags of %s", where).containsOnly(entry.tags());
                    shown.add(name);
                }));

        assertThat(documented.values().stream()
                        .filter(entry -> entry.when().isEmpty())
                        .map(MetricList.Entry::name))
                .as("metrics that are always there")
                .allMatch(shown::contains);
    }

    /** The figures of Kafka's clients alone would be some thousand. */
    @Test
    void shouldKeepTheNumberOfSeriesSmall() {
        seen.scrapes().forEach((service, scrape) -> {
            Scrape.Family products = scrape.families().get("millrace_product_info");
            assertThat(scrape.families().values().stream()
                            .mapToInt(Scrape.Family::series)
                            .sum())
                    .as("series of %s", service)
                    .isLessThan(150 + (products == null ? 0 : 200 * products.series()));
        });
    }

    @Test
    void shouldLogLinesOfJsonWithDocumentedFieldsOnly() {
        Set<String> fields = new TreeSet<>();
        seen.logs().forEach((service, lines) -> {
            assertThat(lines).as("log of %s", service).isNotEmpty();
            lines.forEach(line -> {
                assertThat(line.path("service").asText()).isEqualTo(service);
                assertThat(Instant.parse(line.path("time").asText())).isAfter(Instant.EPOCH);
                line.fieldNames().forEachRemaining(fields::add);
            });
        });

        assertThat(fields)
                .contains("time", "level", "service", "logger", "thread", "message", "product")
                .isSubsetOf(
                        "time",
                        "level",
                        "service",
                        "logger",
                        "thread",
                        "message",
                        "product",
                        "source",
                        "port",
                        "exception",
                        "stackTrace");
    }

    @Test
    void shouldGivePrometheusEverySeriesThatAlertsAndDashboardsUse() {
        assumeTrue(
                seen.prometheus().isPresent(),
                "prometheus is not installed: apt-get install prometheus, to run this test");
        Observation.Scraped scraped = seen.prometheus().orElseThrow();

        assertThat(scraped.rules())
                .hasSameSizeAs(RuleFile.alerts())
                .allSatisfy(
                        (name, health) -> assertThat(health).as("rule %s", name).isEqualTo("ok"));
        assertThat(scraped.missing()).as("metrics without a series").isEmpty();
        assertThat(scraped.empty()).as("panels without data").isEmpty();
    }
}
