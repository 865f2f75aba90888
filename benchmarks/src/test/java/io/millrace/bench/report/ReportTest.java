package io.millrace.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.latency.LatencyPair;
import io.millrace.bench.latency.LatencyResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final LadderReport REPORT = new LadderReport(
            "2026-11-20T12:00:00Z",
            new Machine("A processor", 2, 4096, "Linux", "Java 17", 0.25),
            Map.of("kafka", "4.3.1"),
            Map.of("size", 300, "rounds", 5),
            true,
            List.of(
                    step("r0-exactly-once", new Spread(400_000, 390_000, 410_000), 1, 1),
                    step("full", new Spread(200_000.4, 190_000, 220_000), 0.5, 2.25)),
            Optional.of(new LatencyPair(
                    new LatencyResult(200_000, 100_000, 10, 1_000_000, 1_300_000, 1_300_000, 80.5, 140.25, 155, 201),
                    new LatencyResult(300_000, 100_000, 10, 1_000_000, 1_400_000, 1_400_000, 70, 110.5, 120, 130))),
            List.of(new Figure("full: throughput to R0", 0.45, true, 0.5), new Figure("p99", 120, false, 140.25)));

    private static StepFigures step(String name, Spread rate, double toR0, double cpuToR0) {
        Spread one = new Spread(1, 1, 1);
        return new StepFigures(
                name,
                "title",
                "r0-exactly-once",
                rate,
                new Spread(2.5, 2.25, 2.75),
                one,
                one,
                one,
                new Spread(toR0, toR0, toR0),
                new Spread(cpuToR0, cpuToR0, cpuToR0));
    }

    @Test
    void shouldWriteTheDocumentedFieldsAsJson(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/report.json");

        ReportJson.write(REPORT, file);

        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        assertThat(json.at("/steps/1/name").asText()).isEqualTo("full");
        assertThat(json.at("/steps/1/recordsPerSecond/median").asDouble()).isEqualTo(200_000.4);
        assertThat(json.at("/steps/1/recordsPerSecond/min").asDouble()).isEqualTo(190_000);
        assertThat(json.at("/steps/1/recordsPerSecond/max").asDouble()).isEqualTo(220_000);
        assertThat(json.at("/steps/1/cpuMicrosPerRecord/median").asDouble()).isEqualTo(2.5);
        assertThat(json.at("/steps/1/throughputToR0/median").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/steps/1/cpuToR0/median").asDouble()).isEqualTo(2.25);
        assertThat(json.at("/latency/p99Millis").asDouble()).isEqualTo(140.25);
        assertThat(json.at("/latency/copy/p99Millis").asDouble()).isEqualTo(110.5);
        assertThat(json.at("/figures/0/met").asBoolean()).isTrue();
        assertThat(json.at("/figures/1/met").asBoolean()).isFalse();
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/settings/size").asInt()).isEqualTo(300);
        assertThat(json.at("/verified").asBoolean()).isTrue();
    }

    @Test
    void shouldSayInTextWhatIsMetAndWhatIsNot() {
        assertThat(ReportText.lines(REPORT))
                .anyMatch(line -> line.startsWith("full") && line.contains("200,000") && line.contains("2.25"))
                .anyMatch(line -> line.startsWith("met") && line.contains("0.50 (at least 0.45)"))
                .anyMatch(line -> line.startsWith("NOT MET") && line.contains("140.25 (at most 120.00)"))
                .anyMatch(line -> line.contains("raw copy") && line.contains("p99 110.5 ms"));
    }

    @Test
    void shouldDrawAWellFormedPictureWithARowForEachStep() throws Exception {
        String svg = ReportChart.svg(REPORT);

        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("line").getLength()).isEqualTo(2);
        assertThat(svg).contains(">full<", "200,000/s");
    }
}
