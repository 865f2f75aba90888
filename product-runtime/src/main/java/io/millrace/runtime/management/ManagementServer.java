package io.millrace.runtime.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.http.HttpPort;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.management.ManagementPages.Page;
import java.io.IOException;
import java.util.List;
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
    private final Supplier<List<ProductStatus>> products;
    private final PrometheusMeterRegistry meters;
    private final boolean asksForToken;
    private final HttpPort http;

    private ManagementServer(
            ManagementAccess access, Supplier<List<ProductStatus>> products, PrometheusMeterRegistry meters)
            throws IOException {
        this.asksForToken = access.asksForToken();
        this.products = products;
        this.meters = meters;
        this.http = access.listen(this::page);
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
        return new ManagementServer(access, products, meters);
    }

    /** The bound port. */
    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }

    private Page page(String path) {
        return switch (path) {
            case "/health/live" -> health(all -> !isHelpless(all));
            case "/health/ready" ->
                health(all -> all.stream()
                        .allMatch(product -> product.state() instanceof ProductState.Running && !isStuck(product)));
            case "/metrics" -> new Page(200, "text/plain; version=0.0.4", meters.scrape());
            case "/status" -> new Page(200, "application/json", StatusJson.of(products.get()));
            default -> new Page(404, "text/plain", "/health/live, /health/ready, /metrics or /status\n");
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

    private Page health(Predicate<List<ProductStatus>> good) {
        List<ProductStatus> all = products.get();
        boolean healthy = good.test(all);
        return new Page(healthy ? 200 : 503, "application/json", StatusJson.health(healthy, all, !asksForToken));
    }
}
