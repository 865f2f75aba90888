package io.millrace.tests.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.tests.observability.Dashboards;
import io.millrace.tests.observability.Prometheus;
import io.millrace.tests.observability.RuleFile;
import io.millrace.tests.observability.Scrape;
import io.millrace.tests.observability.UsedMetrics;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What an operator sees of a running demo, and of a gateway beside it.
 *
 * @param scrapes metrics by service
 * @param logs lines by service, each parsed
 * @param prometheus what a Prometheus made of it; empty where none is installed
 */
record Observation(Map<String, Scrape> scrapes, Map<String, List<JsonNode>> logs, Optional<Scraped> prometheus) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /**
     * What a Prometheus made of it.
     *
     * @param rules health of the alert rules by name
     * @param missing metrics that alerts or dashboards ask for and that have no series
     * @param empty queries of panels without a result
     */
    record Scraped(Map<String, String> rules, List<String> missing, List<String> empty) {}

    /** Watches until there is nothing new to see, and no longer than the demo runs. */
    static Observation of(RunningDemo demo, Path folder) throws IOException, InterruptedException {
        JsonNode endpoints = demo.awaitEndpoints();
        String run = endpoints.path("httpUrl").asText();
        String ingest = endpoints.path("ingestUrl").asText();
        int gatewayPort = freePort();
        int eventsPort = freePort();
        String gateway = "http://127.0.0.1:" + gatewayPort;
        Path log = folder.resolve("gateway.log");
        try (MillraceProcess process = MillraceProcess.start(
                        log,
                        "gateway",
                        ProjectRoot.resolve("examples/shop").toString(),
                        "--set",
                        "kafka.bootstrap.servers="
                                + endpoints.path("bootstrapServers").asText(),
                        "--set",
                        "management.port=" + gatewayPort,
                        "--set",
                        "gateway.port=" + eventsPort,
                        "--set",
                        "logging.format=json");
                AutoClosing<Prometheus> prometheus = new AutoClosing<>(Prometheus.start(
                        folder,
                        Map.of(
                                "millrace-run", address(run),
                                "millrace-ingest", address(ingest),
                                "millrace-gateway", address(gateway))))) {
            URI event = URI.create("http://127.0.0.1:" + eventsPort + "/events/checkout.payment-settled");
            while (demo.isAlive() && process.isAlive() && !isRefused(event)) {
                Thread.sleep(100);
            }
            if (!demo.isAlive() || !process.isAlive()) {
                throw new IllegalStateException(
                        (demo.isAlive() ? "The gateway ended" : "The demo was over before the gateway was up")
                                + "; the gateway said:\n"
                                + Files.readString(log));
            }
            Optional<Scraped> scraped = Optional.empty();
            if (prometheus.part().isPresent()) {
                scraped = Optional.of(scraped(prometheus.part().get(), demo));
            }
            return new Observation(
                    Map.of("run", scrape(run), "ingest", scrape(ingest), "gateway", scrape(gateway)),
                    Map.of(
                            "run", lines(logs(run).resolve("run.log")),
                            "ingest", lines(logs(run).resolve("ingest.log")),
                            "gateway", lines(log)),
                    scraped);
        }
    }

    /** A part that may be missing, closed with the rest. */
    private record AutoClosing<T extends AutoCloseable>(Optional<T> part) implements AutoCloseable {
        @Override
        public void close() {
            part.ifPresent(each -> {
                try {
                    each.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private static Scraped scraped(Prometheus prometheus, RunningDemo demo) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        Scraped last = new Scraped(Map.of(), List.of("nothing yet"), List.of());
        while (demo.isAlive() && System.nanoTime() < deadline && !isComplete(last)) {
            Thread.sleep(500);
            try {
                last = look(prometheus);
            } catch (java.net.ConnectException notYet) {
                // It starts.
            }
        }
        return last;
    }

    private static boolean isComplete(Scraped scraped) {
        return scraped.missing().isEmpty()
                && scraped.empty().isEmpty()
                && scraped.rules().values().stream().allMatch("ok"::equals);
    }

    private static Scraped look(Prometheus prometheus) throws IOException, InterruptedException {
        List<String> missing = new ArrayList<>();
        for (String metric : UsedMetrics.names()) {
            if (prometheus.query(metric).isEmpty()) {
                missing.add(metric);
            }
        }
        List<String> empty = new ArrayList<>();
        for (Dashboards.Query query : Dashboards.queries()) {
            String expression = query.expression()
                    .replace("product=\"$product\"", "product=~\".+\"")
                    .replace("\"$source\"", "\".*\"")
                    .replace("$__rate_interval", "10s");
            // An annotation shows alerts, of which a healthy demo has none.
            if (!query.panel().equals("annotation")
                    && prometheus.query(expression).isEmpty()) {
                empty.add(query.toString());
            }
        }
        for (RuleFile.Alert alert : RuleFile.alerts()) {
            prometheus.query(alert.expression());
        }
        return new Scraped(new TreeMap<>(prometheus.rules()), missing, empty);
    }

    /** Whether the gateway is up and has refused an event that breaks its contract; a good one would upset the demo. */
    private static boolean isRefused(URI event) throws InterruptedException {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(event)
                                            .header("Content-Type", "application/json")
                                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 400;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static Scrape scrape(String url) throws IOException, InterruptedException {
        return Scrape.of(HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + "/metrics")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private static List<JsonNode> lines(Path log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** The folder of the demo's logs, told by the port that its runtime is configured with. */
    private static Path logs(String runUrl) throws IOException {
        String port = "management.port=" + URI.create(runUrl).getPort() + "\n";
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path folder : folders.filter(
                            each -> each.getFileName().toString().startsWith("millrace-demo-"))
                    .toList()) {
                Path configuration = folder.resolve("run.properties");
                if (Files.isReadable(configuration)
                        && Files.readString(configuration).contains(port)) {
                    return folder.resolve("logs");
                }
            }
        }
        throw new IOException("the demo has no folder");
    }

    private static String address(String url) {
        return URI.create(url).getAuthority();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }
}
