package io.millrace.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    @Test
    void shouldVerifyItselfAndReportAsDocumented() throws Exception {
        DemoRun run = DemoRun.of(folder, "--duration", "8s");

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
}
