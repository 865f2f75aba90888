package io.millrace.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.isolation.UnpackedCode;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductStartException;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.management.ManagementServer;
import io.millrace.runtime.metrics.MetricHelp;
import io.millrace.runtime.metrics.MetricNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Products and the management port that tells about them, started and stopped together. */
final class RunningProducts implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(RunningProducts.class);

    private final List<Running> products;
    private final ManagementServer management;
    private final String host;
    private final Telemetry telemetry;

    private RunningProducts(
            List<Running> products, ManagementServer management, String host, Telemetry telemetry) {
        this.products = products;
        this.management = management;
        this.host = host;
        this.telemetry = telemetry;
    }

    /** One product with the code that its jar brings. */
    private record Running(ProductRuntime runtime, DeployedProduct deployed, Optional<UnpackedCode> code) {
        ProductStatus status() {
            return runtime.status().packagedAs(deployed.digest());
        }

        /** Threads that it starts inherit the class loader, which libraries look for services in. */
        void start() throws ProductStartException {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            try {
                code.ifPresent(brought -> thread.setContextClassLoader(brought.classes()));
                runtime.start();
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        void close() {
            runtime.close();
            code.ifPresent(UnpackedCode::close);
        }
    }

    /**
     * Opens the management port, then starts every product. One that cannot start does not stop the others.
     *
     * @param refusals what was not even tried; is shown beside the rest
     * @throws ProductStartException of the only product
     * @throws CommandException where none of several products starts
     * @throws IOException if the management port cannot be bound
     */
    static RunningProducts start(
            List<DeployedProduct> deployed,
            Refusals refusals,
            Configuration configuration,
            SchemaRegistry registry,
            KeyRing keys)
            throws IOException, ProductStartException {
        Telemetry telemetry = Telemetry.start("run", configuration);
        List<Running> products = new ArrayList<>();
        for (DeployedProduct each : deployed) {
            create(each, configuration, registry, keys, telemetry.meters(), refusals).ifPresent(products::add);
        }
        if (products.isEmpty()) {
            throw refusals.nothingLeft();
        }
        List<ProductStatus> refused = refusals.statuses();
        refused.forEach(status -> showRefused(status, telemetry.meters()));
        InetSocketAddress address =
                new InetSocketAddress(configuration.managementHost(), configuration.managementPort());
        RunningProducts running = new RunningProducts(
                products,
                ManagementServer.start(
                        address,
                        () -> Stream.concat(products.stream().map(Running::status), refused.stream())
                                .toList(),
                        telemetry.scraped()),
                configuration.managementHost(),
                telemetry);
        try {
            running.startAll();
            return running;
        } catch (ProductStartException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    private static Optional<Running> create(
            DeployedProduct deployed,
            Configuration configuration,
            SchemaRegistry registry,
            KeyRing keys,
            MeterRegistry meters,
            Refusals refusals)
            throws IOException {
        Product product = deployed.product();
        Optional<UnpackedCode> code = Optional.empty();
        if (deployed.jar().isPresent() && deployed.jar().get().hasCode()) {
            code = Optional.of(UnpackedCode.of(deployed.jar().get(), configuration.stateDirectory()));
        }
        RuntimeSettings settings = RuntimeSettings.of(
                        configuration.kafkaOfProduct(product.name(), product.qualifiedName()),
                        registry,
                        keys,
                        configuration.stateDirectory(),
                        configuration.instanceId(),
                        meters)
                .with(configuration.identityMemory(), configuration.acceptedEpochs());
        if (code.isPresent()) {
            settings = settings.with(code.get().classes());
        }
        try {
            ProductRuntime runtime = ProductRuntime.create(product, settings);
            showInfo(deployed, meters);
            return Optional.of(new Running(runtime, deployed, code));
        } catch (IllegalArgumentException | KafkaException refused) {
            code.ifPresent(UnpackedCode::close);
            refusals.add(product, deployed.digest(), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static void showInfo(DeployedProduct deployed, MeterRegistry meters) {
        Gauge.builder(MetricNames.INFO, () -> 1)
                .tag("product", deployed.product().qualifiedName())
                .tag("version", deployed.product().version())
                .tag("digest", deployed.digest())
                .description(MetricHelp.of(MetricNames.INFO))
                .register(meters);
    }

    private static void showRefused(ProductStatus status, MeterRegistry meters) {
        Gauge.builder(MetricNames.STATE, () -> 1)
                .tag("product", status.product())
                .tag("state", status.state().word())
                .description(MetricHelp.of(MetricNames.STATE))
                .register(meters);
    }

    private void startAll() throws ProductStartException {
        for (Running product : products) {
            try {
                product.start();
            } catch (ProductStartException | RuntimeException failed) {
                if (products.size() == 1) {
                    throw failed;
                }
                LOG.error("{}", failed.getMessage());
            }
        }
        look();
    }

    @Override
    public String greeting() {
        String names = products.stream()
                .map(Running::status)
                .filter(status -> !status.state().isTerminal())
                .map(RunningProducts::name)
                .collect(Collectors.joining(", "));
        return "running " + names + "; status at http://" + host + ":" + management.port() + "/status";
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
                .map(Running::status)
                .map(RunningProducts::reason)
                .collect(Collectors.joining("; "));
    }

    private static String name(ProductStatus status) {
        return status.product() + " " + status.version()
                + (status.digest().isEmpty() ? "" : " (" + status.digest() + ")");
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
        telemetry.close();
    }
}
