package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.RegistryException;
import io.millrace.runtime.identity.MemoryBudget;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.LatencyBoards;
import io.millrace.runtime.metrics.RuleBoard;
import io.millrace.runtime.quality.MetricBoard;
import io.millrace.runtime.topology.IndexStart;
import io.millrace.runtime.topology.StreamsSettings;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running product. It checks everything it needs before it starts; waits and starts again by itself when something
 * outside is out of reach; stops with a reason when going on would lose, double or hide data. All methods may be called
 * from any thread.
 */
public final class ProductRuntime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProductRuntime.class);
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Product product;
    private final RuntimeSettings settings;
    private final InstantSource time = InstantSource.system();
    private final StateCell state = new StateCell();
    private final BalanceBoard board = new BalanceBoard();
    private final LatencyBoards latencies;
    private final RuleBoard rules;
    private final RunFigures figures = new RunFigures();
    private final Admin admin;
    private final ClusterView cluster;
    private final LagMonitor lag;
    private final SilenceMonitor silence;
    private final MetricBoard metricBoard = new MetricBoard();
    private final QualityMonitor quality;
    private final ProductStatusView view;
    private final ProductMeters meters;
    private final Supervisor supervisor;
    private final AtomicReference<@Nullable StreamsRun> run = new AtomicReference<>();
    private final AtomicReference<@Nullable TopicWatch> topics = new AtomicReference<>();
    private volatile Map<TopicPartition, Long> startOffsets = Map.of();
    private volatile Map<String, Integer> partitions = Map.of();

    private ProductRuntime(Product product, RuntimeSettings settings) {
        this.product = product;
        this.settings = settings;
        this.admin = Admin.create(new HashMap<>(settings.kafka()));
        this.cluster = new ClusterView(admin);
        this.latencies = new LatencyBoards(settings.meters(), product.qualifiedName());
        this.lag = new LagMonitor(cluster, new Watermarks(product.qualifiedName(), cluster), board, time);
        this.silence = new SilenceMonitor(product, time);
        this.quality = new QualityMonitor(product, metricBoard, board, time, this::halt);
        this.view = new ProductStatusView(product, state, board, lag, latencies, silence, quality);
        this.rules = new RuleBoard(settings.meters(), product.qualifiedName());
        this.meters = new ProductMeters(settings.meters(), view, rules);
        this.supervisor = new Supervisor(product.qualifiedName(), state, new Runs());
    }

    /**
     * Makes a product; no question is asked before {@link #start}.
     *
     * @throws IllegalArgumentException where the Kafka settings hold a key that is not open to configuration
     */
    public static ProductRuntime create(Product product, RuntimeSettings settings) {
        List<String> problems = StreamsSettings.problems(settings.kafka());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        return new ProductRuntime(product, settings);
    }

    /**
     * Checks that topics, subjects and keys are there, and starts; returns before the state is read back. Called once.
     *
     * @throws ProductStartException with every problem found; the product is then over
     */
    public void start() throws ProductStartException {
        if (!state.moveTo(new ProductState.Starting())) {
            throw new IllegalStateException("product " + product.qualifiedName() + " was started before");
        }
        meters.register();
        meters.register(figures, settings.indexMemoryBytes());
        try {
            launch();
            supervisor.start();
        } catch (ProductStartException cannot) {
            throw giveUp(cannot);
        } catch (KafkaException | RegistryException outOfReach) {
            throw giveUp(new ProductStartException(
                    product.qualifiedName(), List.of(String.valueOf(outOfReach.getMessage()))));
        }
    }

    private ProductStartException giveUp(ProductStartException cannot) {
        state.moveTo(new ProductState.Failed(String.valueOf(cannot.getMessage())));
        endRun(Duration.ZERO);
        admin.close(Duration.ZERO);
        return cannot;
    }

    private void launch() throws ProductStartException {
        StartFacts facts = new StartChecks(product, settings, cluster).run();
        IndexStart indexStart = new WindowStarts(product, settings.kafka(), cluster, time).find(facts);
        partitions = facts.inputs().stream()
                .collect(Collectors.groupingBy(TopicPartition::topic, Collectors.summingInt(partition -> 1)));
        var environment = new TopologyEnvironment(
                board,
                latencies,
                rules,
                metricBoard,
                new MemoryBudget(settings.indexMemoryBytes()),
                indexStart,
                facts.largestRecords(),
                partitions,
                time,
                this::halt,
                settings.acceptedEpochs(),
                settings.classes());
        var next = new StreamsRun(product, settings, facts, environment, this::show, thrown -> tell(Fault.of(thrown)));
        startOffsets = facts.start();
        topics.set(new TopicWatch(product, cluster, facts, System.nanoTime()));
        run.set(next);
        figures.begin(next);
        next.start();
    }

    private void show(ProductState next) {
        if (state.moveTo(next)) {
            LOG.atInfo()
                    .addKeyValue("product", product.qualifiedName())
                    .log("Product {} is {}", product.qualifiedName(), next.word());
        }
    }

    private void halt(String reason) {
        StreamsRun current = run.get();
        if (current != null) {
            current.pause();
        }
        tell(new Fault.Halting(reason));
    }

    private void tell(Fault fault) {
        if (fault instanceof Fault.Halting || fault instanceof Fault.Lasting) {
            board.freeze();
        }
        supervisor.tell(fault);
    }

    /**
     * Waits until the product is running.
     *
     * @return false if it was not within the time, or is over
     */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        state.await(now -> now instanceof ProductState.Running || now.isTerminal(), timeout);
        return state.get() instanceof ProductState.Running;
    }

    /**
     * Waits until the product is over: stopped, failed or halted.
     *
     * @return false if it was not within the time
     */
    public boolean awaitEnd(Duration timeout) throws InterruptedException {
        return state.await(ProductState::isTerminal, timeout);
    }

    /** The product at this moment. */
    public ProductStatus status() {
        return view.status();
    }

    /** Stops in an orderly way, within the time; frees what is held if the product is over already. */
    public void close(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        state.moveTo(new ProductState.Stopping());
        board.freeze();
        endRun(timeout);
        supervisor.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        endRun(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        admin.close(Duration.ZERO);
        meters.remove();
        show(new ProductState.Stopped());
    }

    /** {@link #close(Duration)} with 5 s. */
    @Override
    public void close() {
        close(STOP);
    }

    private void endRun(Duration timeout) {
        StreamsRun ending = run.getAndSet(null);
        figures.end();
        if (ending != null && !ending.close(timeout)) {
            LOG.warn(
                    "Product {}: not all threads ended within {} ms; what they had not committed is done again at the"
                            + " next start",
                    product.qualifiedName(),
                    timeout.toMillis());
        }
    }

    private Map<String, QualityMonitor.Progress> progress() {
        Map<String, QualityMonitor.Progress> progress = new HashMap<>();
        product.inputPorts()
                .forEach(input -> lag.lag(input.name())
                        .ifPresent(behind -> progress.put(
                                input.name(),
                                new QualityMonitor.Progress(partitions.getOrDefault(input.topic(), 0), behind > 0))));
        return progress;
    }

    /** What the supervisor works on. */
    private final class Runs implements Supervisor.Runs {
        @Override
        public void launch() throws ProductStartException {
            ProductRuntime.this.launch();
        }

        @Override
        public void end() {
            endRun(STOP);
        }

        @Override
        public void tick() {
            silence.update(view::balance, view::completeMillis);
            StreamsRun current = run.get();
            if (current != null) {
                figures.update(current);
                try {
                    if (product.topology().isPresent()) {
                        lag.updateFetched(product.inputPorts(), current.metrics());
                    } else {
                        lag.update(product.inputPorts(), startOffsets, current.metrics());
                    }
                    if (state.get() instanceof ProductState.Running) {
                        quality.update(progress());
                    }
                    TopicWatch watch = topics.get();
                    if (watch != null) {
                        watch.look(System.nanoTime()).ifPresent(ProductRuntime.this::tell);
                    }
                } catch (ClusterView.ClusterException noAnswer) {
                    LOG.debug("Product {}: lag is unknown: {}", product.qualifiedName(), noAnswer.getMessage());
                }
            }
        }
    }
}
