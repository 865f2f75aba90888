package io.millrace.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.cli.config.Configuration;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
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
    private final ExecutorService threads = Executors.newFixedThreadPool(2, runnable -> {
        Thread thread = new Thread(runnable, "management");
        thread.setDaemon(true);
        return thread;
    });

    private ManagementPort(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts.
     *
     * @param ready whether the process does its work
     * @param status JSON
     * @throws IOException if the address cannot be bound; the message names it and the keys that change it
     */
    static ManagementPort start(
            Configuration configuration, BooleanSupplier ready, Supplier<String> status, PrometheusMeterRegistry meters)
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
        ManagementPort port = new ManagementPort(server);
        port.serve("/health/live", "text/plain", () -> "live\n", () -> true);
        port.serve(
                "/health/ready",
                "text/plain",
                () -> ready.getAsBoolean() ? "ready\n" : "not ready; see /status\n",
                ready);
        port.serve("/metrics", "text/plain; version=0.0.4; charset=utf-8", meters::scrape, () -> true);
        port.serve("/status", "application/json", status, () -> true);
        server.setExecutor(port.threads);
        server.start();
        return port;
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

    private void serve(String path, String type, Supplier<String> text, BooleanSupplier good) {
        server.createContext(path, exchange -> {
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
