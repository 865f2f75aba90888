package io.millrace.runtime.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.ProductStatus;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Health, metrics and status over HTTP, read-only.
 *
 * <ul>
 *   <li>{@code /health/live}: 503 once only another process helps, and would end nothing that works; else 200: also while
 *       it waits for others, reads state back, or has stopped for a reason that a restart finds again
 *   <li>{@code /health/ready}: 200 while every product is running and none is stuck, else 503 with what became of each,
 *       and why, where no token is asked for
 *   <li>{@code /metrics}: Prometheus text format
 *   <li>{@code /status}: JSON, see {@link StatusJson}
 * </ul>
 */
public final class ManagementServer implements AutoCloseable {
    private static final int BACKLOG = 16;
    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService executor;
    private final Supplier<List<ProductStatus>> products;
    private final PrometheusMeterRegistry meters;
    private final boolean asksForToken;

    private ManagementServer(
            ManagementAccess access, Supplier<List<ProductStatus>> products, PrometheusMeterRegistry meters)
            throws IOException {
        this.server = access.bind(BACKLOG, contexts -> contexts.add("/", this::handle));
        this.asksForToken = access.asksForToken();
        this.products = products;
        this.meters = meters;
        this.executor = Executors.newFixedThreadPool(THREADS, work -> {
            var thread = new Thread(work, "millrace-management");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Binds and serves.
     *
     * @param access where, and for whom
     * @param products asked at each request
     * @throws IOException if the address cannot be bound
     */
    public static ManagementServer start(
            ManagementAccess access, Supplier<List<ProductStatus>> products, PrometheusMeterRegistry meters)
            throws IOException {
        var management = new ManagementServer(access, products, meters);
        management.server.setExecutor(management.executor);
        management.server.start();
        return management;
    }

    /** The bound port. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = exchange.getRequestMethod().equals("GET")
                    ? answer(exchange.getRequestURI().getPath())
                    : new Answer(405, "text/plain", "only GET is answered here\n");
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type() + "; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(String path) {
        return switch (path) {
            case "/health/live" -> health(all -> !isHelpless(all));
            case "/health/ready" ->
                health(all -> all.stream()
                        .allMatch(product -> product.state() instanceof ProductState.Running && !isStuck(product)));
            case "/metrics" -> new Answer(200, "text/plain; version=0.0.4", meters.scrape());
            case "/status" -> new Answer(200, "application/json", StatusJson.of(products.get()));
            default -> new Answer(404, "text/plain", "/health/live, /health/ready, /metrics or /status\n");
        };
    }

    /**
     * Whether a product is stuck and no other is at work, or on its way to it: the restart that helps the one would end the
     * others, which is for a person to decide.
     */
    private static boolean isHelpless(List<ProductStatus> all) {
        return all.stream().anyMatch(ManagementServer::isStuck)
                && all.stream()
                        .allMatch(product -> isStuck(product) || product.state().isTerminal());
    }

    private static boolean isStuck(ProductStatus product) {
        return product.progress().stuck().isPresent();
    }

    private Answer health(Predicate<List<ProductStatus>> good) {
        List<ProductStatus> all = products.get();
        boolean healthy = good.test(all);
        return new Answer(healthy ? 200 : 503, "application/json", StatusJson.health(healthy, all, !asksForToken));
    }

    private record Answer(int status, String type, String body) {}
}
