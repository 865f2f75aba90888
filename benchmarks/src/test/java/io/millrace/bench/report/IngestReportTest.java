package io.millrace.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.bench.ingest.Phase;
import io.millrace.bench.ingest.Phases;
import io.millrace.bench.ingest.Pipe;
import io.millrace.bench.latency.Latencies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestReportTest {
    private static IngestReport report() {
        Map<Pipe, List<Phases>> rounds = new EnumMap<>(Pipe.class);
        // The second round of both was half as fast: a ratio compares within a round.
        rounds.put(Pipe.ENGINE, List.of(phases(10, 20), phases(20, 40)));
        rounds.put(Pipe.MILLRACE, List.of(phases(12.5, 40), phases(25, 80)));
        rounds.put(Pipe.SERVER, List.of(phases(37.5, 80), phases(75, 40)));
        var latencies = new Latencies();
        for (int millis = 1; millis <= 100; millis++) {
            latencies.add(millis * 1000L);
        }
        return IngestReport.of(
                "2026-11-20T12:00:00Z",
                new Machine("A processor", 2, 4096, "Linux", "Java 17", 0.25),
                Map.of("kafka", "4.3.1"),
                Map.of("rounds", 2),
                rounds,
                Optional.of(latencies));
    }

    /** A million rows in so many seconds. */
    private static Phases phases(double snapshot, double streaming) {
        return new Phases(new Phase(1_000_000, snapshot, snapshot / 2), new Phase(1_000_000, streaming, streaming / 4));
    }

    @Test
    void shouldWriteTheDocumentedFieldsAsJson(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("new/ingest.json");

        IngestJson.write(report(), file);

        JsonNode json = new ObjectMapper().readTree(Files.readString(file));
        assertThat(json.at("/pipes/0/name").asText()).isEqualTo("engine");
        assertThat(json.at("/pipes/0/snapshot/rowsPerSecond/max").asDouble()).isEqualTo(100_000);
        assertThat(json.at("/pipes/1/name").asText()).isEqualTo("millrace");
        assertThat(json.at("/pipes/1/snapshot/rowsPerSecond/median").asDouble()).isEqualTo(60_000);
        assertThat(json.at("/pipes/1/streaming/cpuMicrosPerRow/min").asDouble()).isEqualTo(10);
        assertThat(json.at("/toEngine/snapshotThroughput/median").asDouble()).isEqualTo(0.8);
        assertThat(json.at("/toEngine/streamingThroughput/min").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/toEngine/streamingCpu/max").asDouble()).isEqualTo(2);
        assertThat(json.at("/toServer/snapshotThroughput/median").asDouble()).isEqualTo(3);
        assertThat(json.at("/toServer/streamingThroughput/min").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/latency/p99Millis").asDouble()).isEqualTo(99);
        assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(json.at("/settings/rounds").asInt()).isEqualTo(2);
        assertThat(json.at("/verified").asBoolean()).isTrue();
    }

    @Test
    void shouldSayInTextWhatIsMetAndWhatIsNot() {
        assertThat(IngestText.lines(report()))
                .anyMatch(line -> line.startsWith("engine snapshot") && line.contains("75,000"))
                .anyMatch(line -> line.startsWith("met") && line.contains("snapshot") && line.contains("0.80"))
                .anyMatch(line -> line.startsWith("NOT MET") && line.contains("streaming") && line.contains("0.50"))
                .anyMatch(line -> line.startsWith("met") && line.contains("Debezium Server") && line.contains("3.00"))
                .anyMatch(line -> line.startsWith("met") && line.contains("99.00 (at most 100.00)"));
    }
}
