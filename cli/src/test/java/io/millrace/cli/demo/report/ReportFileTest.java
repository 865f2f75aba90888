package io.millrace.cli.demo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.demo.report.DemoReport.Endpoints;
import io.millrace.cli.demo.report.DemoReport.Port;
import io.millrace.cli.demo.report.DemoReport.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    private static final Endpoints ENDPOINTS = new Endpoints(
            "localhost:9092",
            "http://localhost:8080/apis/ccompat/v7",
            "jdbc:postgresql://localhost:5432/shop",
            "http://localhost:9464",
            "http://localhost:9465");
    private static final Port PORT = new Port("checkout.orders", "orders", "checkout.orders.orders.v1", 5, 2, 1);

    @TempDir
    private Path folder;

    @Test
    void shouldWriteExactlyTheDocumentedNames() throws IOException {
        Path file = folder.resolve("r.json");
        new ReportFile(file)
                .write(new DemoReport(
                        ENDPOINTS, List.of(PORT), List.of(Verification.of("balance", true, "5 = 5")), true));

        JsonNode json = new ObjectMapper().readTree(file.toFile());

        assertThat(names(json)).containsExactly("endpoints", "ports", "verifications", "verified");
        assertThat(names(json.get("endpoints")))
                .containsExactly("bootstrapServers", "registryUrl", "jdbcUrl", "httpUrl", "ingestUrl");
        assertThat(names(json.get("ports").get(0)))
                .containsExactly("product", "port", "topic", "records", "duplicates", "deadLetters");
        assertThat(names(json.get("verifications").get(0))).containsExactly("name", "verdict", "detail");
        assertThat(json.get("verified").booleanValue()).isTrue();
        assertThat(json.at("/verifications/0/verdict").textValue()).isEqualTo("passed");
    }

    @Test
    void shouldReplaceTheFileAsAWholeAndLeaveNothingElseBehind() throws IOException {
        Path file = folder.resolve("r.json");
        ReportFile report = new ReportFile(file);
        report.write(new DemoReport(ENDPOINTS, List.of(PORT), List.of(), false));
        report.write(new DemoReport(ENDPOINTS, List.of(), List.of(), false));

        assertThat(new ObjectMapper().readTree(file.toFile()).get("ports")).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldNameTheFileItCannotWrite() {
        ReportFile report = new ReportFile(folder.resolve("absent/r.json"));

        assertThatThrownBy(() -> report.write(new DemoReport(ENDPOINTS, List.of(), List.of(), false)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent/r.json")
                .hasMessageContaining("--report");
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
