package io.millrace.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.cli.config.Configuration;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.code.TopologyRefusedException;
import io.millrace.runtime.isolation.UnpackedCode;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductStatus;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.management.ManagementAccess;
import io.millrace.runtime.management.ManagementServer;
import io.millrace.runtime.metrics.MetricHelp;
import io.millrace.runtime.metrics.MetricNames;
import io.millrace.runtime.topology.UnresolvedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;

/** Products and the management port that tells about them, started and stopped together. */
final class RunningProducts implements Service {
    private final List<Running> products;
    private final ManagementServer management;
    private final ManagementAccess.Settings access;
    private final Configuration configuration;
    private final Telemetry telemetry;

    private RunningProducts(
            List<Running> products,
            ManagementServer management,
            ManagementAccess.Settings access,
            Configuration configuration,
            Telemetry telemetry) {
        this.products = products;
        this.management = management;
        this.access = access;
        this.configuration = configuration;
        this.telemetry = telemetry;
    }

    /** One product with the code that its jar brings. */
    private record Running(
            ProductRuntime runtime,
            DeployedProduct deployed,
            ProductPreparation preparation,
            Optional<UnpackedCode> code) {
        ProductStatus status() {
            return runtime.status().packagedAs(deployed.digest());
        }

        void close(boolean leaves) {
            if (leaves) {
                runtime.leave();
            } else {
                runtime.close();
            }
            preparation.leave();
            code.ifPresent(UnpackedCode::close);
        }
    }

    /**
     * Opens the management port and begins to start every product, each for itself: one that waits for others, or cannot
     * start, does not keep the rest from running.
     *
     * @param refusals what was not even tried; is shown beside the rest
     * @throws IOException if the management port cannot be bound
     */
    static RunningProducts start(List<DeployedProduct> deployed, Refusals refusals, RunEnvironment environment)
            throws IOException {
        Configuration configuration = environment.configuration();
        Telemetry telemetry = Telemetry.start("run", configuration);
        List<Running> products = new ArrayList<>();
        for (DeployedProduct each : deployed) {
            create(each, environment, telemetry.meters(), refusals).ifPresent(products::add);
        }
        if (products.isEmpty()) {
            throw refusals.nothingLeft();
        }
        List<ProductStatus> refused = refusals.statuses();
        refused.forEach(status -> showRefused(status, telemetry.meters()));
        ManagementAccess.Settings access = Connections.management(configuration);
        RunningProducts running = new RunningProducts(
                products,
                ManagementServer.start(
                        ManagementAccess.of(access),
                        () -> Stream.concat(products.stream().map(Running::status), refused.stream())
                                .toList(),
                        telemetry.scraped()),
                access,
                configuration,
                telemetry);
        products.forEach(product -> product.runtime().start(product.preparation()));
        return running;
    }

    private static Optional<Running> create(
            DeployedProduct deployed, RunEnvironment environment, MeterRegistry meters, Refusals refusals) {
        Configuration configuration = environment.configuration();
        Product product = deployed.product();
        Optional<UnpackedCode> code;
        try {
            code = unpacked(deployed, configuration.stateDirectory());
        } catch (IOException e) {
            refusals.add(
                    product,
                    deployed.digest(),
                    "its code cannot be copied below " + configuration.stateDirectory() + " (" + e
                            + "): check the permissions and the space there, or set state.directory");
            return Optional.empty();
        }
        RuntimeSettings unnamed = RuntimeSettings.of(
                        configuration.kafkaOfProduct(product.name(), product.qualifiedName()),
                        environment.registry(),
                        environment.keys(),
                        configuration.stateDirectory(),
                        configuration.instanceId(),
                        meters)
                .with(configuration.identityMemory(), configuration.acceptedEpochs());
        RuntimeSettings settings = configuration
                .principalOfProduct(product.name(), product.qualifiedName())
                .map(unnamed::as)
                .orElse(unnamed);
        if (code.isPresent()) {
            settings = settings.with(code.get().classes());
        }
        try {
            ProductPreparation preparation = environment.preparation(deployed, settings.classes());
            ProductRuntime runtime = created(product, settings, code);
            showInfo(deployed, meters);
            return Optional.of(new Running(runtime, deployed, preparation, code));
        } catch (IllegalArgumentException | KafkaException | TopologyRefusedException | UnresolvedException refused) {
            code.ifPresent(UnpackedCode::close);
            refusals.add(product, deployed.digest(), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    private static Optional<UnpackedCode> unpacked(DeployedProduct deployed, Path stateDirectory) throws IOException {
        return deployed.jar().isPresent() && deployed.jar().get().hasCode()
                ? Optional.of(UnpackedCode.of(deployed.jar().get(), stateDirectory))
                : Optional.empty();
    }

    /** Threads of the product inherit the class loader, which libraries look for services in. */
    private static ProductRuntime created(Product product, RuntimeSettings settings, Optional<UnpackedCode> code) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            code.ifPresent(brought -> thread.setContextClassLoader(brought.classes()));
            return ProductRuntime.create(product, settings);
        } finally {
            thread.setContextClassLoader(before);
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

    @Override
    public String greeting() {
        String names = products.stream()
                .map(Running::status)
                .filter(status -> !status.state().isTerminal())
                .map(RunningProducts::name)
                .collect(Collectors.joining(", "));
        return "running " + names + "; status at " + access.url(management.port()) + "/status";
    }

    /** Over where none of them will go on by itself. */
    @Override
    public void look() {
        if (products.stream().allMatch(product -> product.status().state().isTerminal())) {
            boolean pending = products.stream().map(Running::preparation).anyMatch(ProductPreparation::isPending);
            throw new CommandException(
                    "every product has stopped: " + reasons(), pending ? ExitCode.PENDING : ExitCode.FAILED);
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
                .map(product -> new Thread(() -> product.close(configuration.instanceLeaves()), "stop"))
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
