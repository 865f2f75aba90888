package io.millrace.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductStartException;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.management.ManagementServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Products and the management port that tells about them, started and stopped together. */
final class RunningProducts implements Service {
    private final List<ProductRuntime> products;
    private final ManagementServer management;
    private final String host;

    private RunningProducts(List<ProductRuntime> products, ManagementServer management, String host) {
        this.products = products;
        this.management = management;
        this.host = host;
    }

    /**
     * Opens the management port, then starts every product.
     *
     * @throws ProductStartException of the first product that cannot start; the others are stopped again
     * @throws IOException if the management port cannot be bound
     */
    static RunningProducts start(
            List<Product> products, Configuration configuration, SchemaRegistry registry, KeyRing keys)
            throws IOException, ProductStartException {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<ProductRuntime> runtimes = new ArrayList<>();
        for (Product product : products) {
            RuntimeSettings settings = RuntimeSettings.of(
                            configuration.kafkaOfProduct(product.name(), product.qualifiedName()),
                            registry,
                            keys,
                            configuration.stateDirectory(),
                            configuration.instanceId(),
                            meters)
                    .with(configuration.identityMemory(), configuration.acceptedEpochs());
            try {
                runtimes.add(ProductRuntime.create(product, settings));
            } catch (IllegalArgumentException refused) {
                throw new CommandException(product.qualifiedName() + ": " + refused.getMessage());
            }
        }
        InetSocketAddress address =
                new InetSocketAddress(configuration.managementHost(), configuration.managementPort());
        RunningProducts running = new RunningProducts(
                runtimes,
                ManagementServer.start(
                        address,
                        () -> runtimes.stream().map(ProductRuntime::status).toList(),
                        meters),
                configuration.managementHost());
        try {
            for (ProductRuntime runtime : runtimes) {
                runtime.start();
            }
            return running;
        } catch (ProductStartException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    @Override
    public String greeting() {
        return "running " + products.size() + " products; status at http://" + host + ":" + management.port()
                + "/status";
    }

    /** Over where none of them will go on by itself. */
    @Override
    public void look() {
        if (products.stream().allMatch(product -> product.status().state().isTerminal())) {
            throw new CommandException("every product has stopped: " + reasons());
        }
    }

    private String reasons() {
        return products.stream()
                .map(ProductRuntime::status)
                .map(RunningProducts::reason)
                .collect(Collectors.joining("; "));
    }

    private static String reason(ProductStatus status) {
        return status.product() + " " + status.state().word() + ": "
                + status.state().reasonOrEmpty();
    }

    /** Stops all at the same time: each may take up to 5 s. */
    @Override
    public void close() {
        List<Thread> stops = products.stream()
                .map(product -> new Thread(product::close, "stop"))
                .toList();
        stops.forEach(Thread::start);
        try {
            for (Thread stop : stops) {
                stop.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        management.close();
    }
}
