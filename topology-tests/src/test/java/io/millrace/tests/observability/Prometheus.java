package io.millrace.tests.observability;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/** A Prometheus of its own, with its own configuration, data and port, that scrapes every second. */
public final class Prometheus implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A program of Debian's package {@code prometheus}; the test is skipped where it is not installed. */
    static Path require(String program) {
        Optional<Path> found = find(program);
        Assumptions.assumeTrue(
                found.isPresent(), program + " is not installed: apt-get install prometheus, to run this test");
        return found.orElseThrow();
    }

    private static Optional<Path> find(String program) {
        return Arrays.stream(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it, where it is installed.
     *
     * @param targets {@code host:port} by the name of their job
     */
    public static Optional<Prometheus> start(Path folder, Map<String, String> targets) throws IOException {
        Optional<Path> program = find("prometheus");
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(
                configuration,
                "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
                        + "rule_files: [" + RuleFile.PATH + "]\n"
                        + "scrape_configs:\n"
                        + targets.entrySet().stream()
                                .map(target -> "- {job_name: " + target.getKey() + ", static_configs: [{targets: [\""
                                        + target.getValue() + "\"]}]}\n")
                                .collect(Collectors.joining()));
        int port;
        try (ServerSocket any = new ServerSocket(0)) {
            port = any.getLocalPort();
        }
        Process process = new ProcessBuilder(List.of(
                        program.get().toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("prometheus-data"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return Optional.of(new Prometheus(process, port));
    }

    /** The results of an instant query; empty while it does not answer yet. */
    public List<JsonNode> query(String expression) throws IOException, InterruptedException {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(expression, UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(expression + ": " + answer.path("error").asText());
        }
        List<JsonNode> results = new ArrayList<>();
        answer.path("data").path("result").forEach(results::add);
        return results;
    }

    /** The names of the rules it has loaded, each with its health. */
    public Map<String, String> rules() throws IOException, InterruptedException {
        Map<String, String> rules = new TreeMap<>();
        for (JsonNode group : get("/api/v1/rules").path("data").path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                rules.put(rule.path("name").asText(), rule.path("health").asText());
            }
        }
        return rules;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
