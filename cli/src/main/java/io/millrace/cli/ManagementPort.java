package io.millrace.cli;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.http.HttpPort;
import io.millrace.runtime.management.ManagementAccess;
import io.millrace.runtime.management.ManagementPages;
import io.millrace.runtime.management.ManagementPages.Page;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The management port of a process: {@code /health/live}, {@code /health/ready}, {@code /metrics}, {@code /status}.
 * States and counters only, never a record.
 */
final class ManagementPort implements AutoCloseable {
    private static final String TEXT = "text/plain";

    private final HttpPort http;

    private ManagementPort(HttpPort http) {
        this.http = http;
    }

    /**
     * Starts.
     *
     * @param ready whether the process does its work
     * @param status JSON
     * @throws io.millrace.contracts.secret.SecretFileException where other machines could read it unasked
     */
    static ManagementPort start(
            Configuration configuration,
            BooleanSupplier ready,
            Supplier<String> status,
            PrometheusMeterRegistry meters) {
        ManagementAccess.Settings settings = Connections.management(configuration);
        ManagementPages pages = path -> switch (path) {
            case "/health/live" -> new Page(200, TEXT, "live\n");
            case "/health/ready" ->
                ready.getAsBoolean() ? new Page(200, TEXT, "ready\n") : new Page(503, TEXT, "not ready; see /status\n");
            case "/metrics" -> new Page(200, "text/plain; version=0.0.4", meters.scrape());
            case "/status" -> new Page(200, "application/json", status.get());
            default -> new Page(404, TEXT, "/health/live, /health/ready, /metrics or /status\n");
        };
        try {
            return new ManagementPort(ManagementAccess.of(settings).listen(pages));
        } catch (IOException e) {
            throw new CommandException("cannot listen on " + settings.host() + ":" + settings.port() + " ("
                    + e.getMessage() + "); change management.host or management.port");
        }
    }

    String statusUrl() {
        return http.url() + "/status";
    }

    @Override
    public void close() {
        http.close();
    }
}
