package io.millrace.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.runtime.management.ManagementAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The management port of a process: {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /status}.
 * States and counters only, never a record.
 */
final class ManagementPort implements AutoCloseable {
    private final HttpServer server;
    private final ManagementAccess.Settings settings;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, runnable -> {
        Thread thread = new Thread(runnable, "management");
        thread.setDaemon(true);
        return thread;
    });

    private ManagementPort(HttpServer server, ManagementAccess.Settings settings) {
        this.server = server;
        this.settings = settings;
    }

    /**
     * Starts.
     *
     * @param ready whether the process does its work
     * @param status JSON
     * @throws io.millrace.contracts.secret.SecretFileException where other machines could read it unasked
     */
    static ManagementPort start(
            Configuration configuration, BooleanSupplier ready, Supplier<String> status, PrometheusMeterRegistry meters)
            throws IOException {
        ManagementAccess.Settings settings = Connections.management(configuration);
        HttpServer server;
        try {
            server = ManagementAccess.of(settings).bind(0, contexts -> {
                serve(contexts, "/health/live", "text/plain", () -> "live\n", () -> true);
                serve(
                        contexts,
                        "/health/ready",
                        "text/plain",
                        () -> ready.getAsBoolean() ? "ready\n" : "not ready; see /status\n",
                        ready);
                serve(contexts, "/metrics", "text/plain; version=0.0.4; charset=utf-8", meters::scrape, () -> true);
                serve(contexts, "/status", "application/json", status, () -> true);
            });
        } catch (IOException e) {
            throw new CommandException("cannot listen on " + settings.host() + ":" + settings.port() + " ("
                    + e.getMessage() + "); change management.host or management.port");
        }
        ManagementPort port = new ManagementPort(server, settings);
        server.setExecutor(port.threads);
        server.start();
        return port;
    }

    String statusUrl() {
        return settings.url(server.getAddress().getPort()) + "/status";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void serve(
            ManagementAccess.Contexts contexts, String path, String type, Supplier<String> text, BooleanSupplier good) {
        contexts.add(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    answer(exchange, 404, "text/plain", "no such page\n");
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    answer(exchange, 405, "text/plain", "only GET\n");
                } else {
                    answer(exchange, good.getAsBoolean() ? 200 : 503, type, text.get());
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
