package io.millrace.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.SourceStatus;
import io.millrace.ingest.WalStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The management port of an ingesting process: {@code /health/live}, {@code /health/ready}, {@code /metrics},
 * {@code /status}. States and counters only, never a row.
 */
final class IngestManagement implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, runnable -> {
        Thread thread = new Thread(runnable, "management");
        thread.setDaemon(true);
        return thread;
    });
    private final Ingestion ingestion;

    private IngestManagement(HttpServer server, Ingestion ingestion) {
        this.server = server;
        this.ingestion = ingestion;
    }

    /** @throws IOException if the address cannot be bound; the message names it and the keys that change it */
    static IngestManagement start(Configuration configuration, Ingestion ingestion, PrometheusMeterRegistry meters)
            throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(configuration.managementHost(), configuration.managementPort());
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new CommandException("cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                    + e.getMessage() + "); change management.host or management.port");
        }
        IngestManagement management = new IngestManagement(server, ingestion);
        management.serve("/health/live", "text/plain", () -> "live\n", () -> true);
        management.serve("/health/ready", "text/plain", management::readiness, management::isReady);
        management.serve("/metrics", "text/plain; version=0.0.4; charset=utf-8", meters::scrape, () -> true);
        management.serve("/status", "application/json", management::status, () -> true);
        server.setExecutor(management.threads);
        server.start();
        return management;
    }

    String statusUrl() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/status";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private boolean isReady() {
        return ingestion.status().allStreaming();
    }

    private String readiness() {
        return isReady() ? "ready\n" : "not ready; see /status\n";
    }

    private String status() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode sources = root.putArray("sources");
        for (SourceStatus source : ingestion.status().sources()) {
            ObjectNode node = sources.addObject();
            node.put("source", source.source());
            node.put("state", source.state().getClass().getSimpleName().toLowerCase(Locale.ROOT));
            if (source.state() instanceof SourceState.Retrying retrying) {
                node.put("reason", retrying.cause());
            } else if (source.state() instanceof SourceState.Halted halted) {
                node.put("reason", halted.cause()).put("repair", halted.repair());
            }
            node.put("published", source.published()).put("dropped", source.dropped());
            source.position().ifPresent(position -> node.put("position", position));
            source.lastEventTime().ifPresent(time -> node.put("lastEventTime", time.toString()));
            source.wal().ifPresent(wal -> wal(node.putObject("wal"), wal));
        }
        return root.toPrettyString() + "\n";
    }

    private static void wal(ObjectNode node, WalStatus wal) {
        node.put("level", wal.level()).put("lagBytes", wal.lagBytes()).put("heldBytes", wal.heldBytes());
        wal.budgetBytes().ifPresent(bytes -> node.put("budgetBytes", bytes));
        node.put("serverStatus", wal.serverStatus());
    }

    private void serve(String path, String type, Supplier<String> text, Supplier<Boolean> good) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    answer(exchange, 404, "text/plain", "no such page\n");
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    answer(exchange, 405, "text/plain", "only GET\n");
                } else {
                    answer(exchange, good.get() ? 200 : 503, type, text.get());
                }
            }
        });
    }

    private static void answer(HttpExchange exchange, int code, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(code, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
