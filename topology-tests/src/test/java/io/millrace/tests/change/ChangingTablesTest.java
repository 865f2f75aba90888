package io.millrace.tests.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.tests.change.ChangingMesh.Noted;
import io.millrace.tests.security.Canaries;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.OutputPort;
import io.millrace.tests.support.OutputPort.Line;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables change under writes while a product serves them. What its ports show and what it rejects, for what reason, is
 * compared with what a trigger in the database noted of every row that was written; and the value of a column that no
 * contract reads is in none of its topics.
 */
@SuppressWarnings("try") // the traffic runs beside the block
class ChangingTablesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    @Test
    void shouldGiveTheContractsVerdictOnEachChangeAndLetNoNewColumnLeave() throws Exception {
        var canaries = new Canaries();
        String secret = canaries.make("the value of a new column");
        try (ChangingMesh mesh = new ChangingMesh(folder, "changing");
                ManagedProcess run = mesh.start("run");
                ManagedProcess ingest = mesh.start("ingest")) {
            run.awaitReady();
            ingest.awaitReady();
            try (RowWriter writer = new RowWriter(mesh)) {
                for (TableChange change : TableChange.values()) {
                    writer.awaitMore();
                    mesh.sql(change.change(secret));
                }
                writer.awaitMore();
            }
            Map<TableChange, List<Noted>> noted = mesh.noted();
            int records = 0;
            for (TableChange change : TableChange.values()) {
                records += compare(mesh, run, change, noted.getOrDefault(change, List.of()));
            }
            assertThat(ingest.get("/health/ready").map(HttpResponse::statusCode))
                    .hasValue(200);
            System.out.println(TableChange.values().length + " tables changed under writes, " + records
                    + " changes of rows: differences 0");

            TopicBytes raw = TopicBytes.of(mesh.bootstrapServers(), mesh.raw(TableChange.ADDED));
            assertThat(canaries.in("the raw topic", raw.text()))
                    .as("it was there to leak")
                    .isNotEmpty();
            TopicBytes own = TopicBytes.of(mesh.bootstrapServers(), mesh.product());
            assertThat(own.topics())
                    .as("outputs, dead letters and state")
                    .contains(mesh.product() + ".added.v1", mesh.product() + ".dead-letter")
                    .anyMatch(topic -> topic.endsWith("-changelog"));
            assertThat(canaries.in("a topic of the product", own.text())).isEmpty();
            for (String command : List.of("run", "ingest")) {
                assertThat(canaries.in(mesh.log(command))).isEmpty();
            }
        }
    }

    /** Returns how many changes of rows there were. */
    private static int compare(ChangingMesh mesh, ManagedProcess run, TableChange change, List<Noted> noted)
            throws Exception {
        Map<String, List<String>> shown = new TreeMap<>();
        Map<String, Integer> rejected = new TreeMap<>();
        for (Noted row : noted) {
            String expected = change.expected(row.id(), row.a(), row.shape());
            if (expected.startsWith("!")) {
                rejected.merge(expected.substring(1), 1, Integer::sum);
            } else {
                shown.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(row.operation() + expected);
            }
        }
        assertThat(noted.stream().collect(Collectors.groupingBy(Noted::shape, Collectors.counting())))
                .as(change + ": rows before and after")
                .containsOnlyKeys("old", "new");
        int lines = shown.values().stream().mapToInt(List::size).sum();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (OutputPort port = mesh.port(change)) {
            while ((port.lines().size() < lines || !deadLetters(run, change).equals(rejected))
                    && System.nanoTime() < deadline) {
                port.read();
            }
            port.read();
            Map<String, List<String>> found = port.lines().stream()
                    .collect(Collectors.groupingBy(
                            Line::key,
                            TreeMap::new,
                            Collectors.mapping(ChangingTablesTest::text, Collectors.toList())));
            assertThat(found)
                    .as(change + ": what the port shows of each row, in order")
                    .isEqualTo(shown);
        }
        assertThat(deadLetters(run, change)).as(change + ": what is rejected").isEqualTo(rejected);
        long ofNewShape =
                noted.stream().filter(row -> row.shape().equals("new")).count();
        assertThat(defaulted(run, change))
                .as(change + ": counted where the default stood in")
                .isEqualTo(change == TableChange.DEFAULTED ? ofNewShape : 0);
        return noted.size();
    }

    private static String text(Line line) {
        return line.operation() + line.row().orElse("");
    }

    private static Map<String, Integer> deadLetters(ManagedProcess run, TableChange change) throws Exception {
        Map<String, Integer> counts = new TreeMap<>();
        JsonNode status = JSON.readTree(run.get("/status").orElseThrow().body());
        for (JsonNode output : status.at("/products/0/outputs")) {
            if (output.at("/port").asText().equals(change.table())) {
                output.at("/deadLetters")
                        .properties()
                        .forEach(reason ->
                                counts.put(reason.getKey(), reason.getValue().asInt()));
            }
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private static long defaulted(ManagedProcess run, TableChange change) throws Exception {
        String label = "input=\"" + change.table() + "\"";
        return run.get("/metrics")
                .orElseThrow()
                .body()
                .lines()
                .filter(line -> line.startsWith("millrace_defaulted_records_total{") && line.contains(label))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
