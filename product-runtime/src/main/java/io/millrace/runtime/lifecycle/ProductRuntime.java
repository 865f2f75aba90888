package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.RegistryException;
import io.millrace.runtime.code.CodedTopology;
import io.millrace.runtime.code.TopologyRefusedException;
import io.millrace.runtime.identity.MemoryBudget;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.LatencyBoards;
import io.millrace.runtime.metrics.RuleBoard;
import io.millrace.runtime.quality.MetricBoard;
import io.millrace.runtime.topology.IndexStart;
import io.millrace.runtime.topology.ProductParts;
import io.millrace.runtime.topology.StreamsSettings;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
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
    private final ClusterView cluster;
    private final RightsCheck rights;
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
    private volatile Preparation preparation = Preparation.NONE;
    private volatile boolean leaves;
    private volatile StartStage stage = StartStage.BROKER;
    private volatile Duration sincePoll = Duration.ZERO;

    private ProductRuntime(Product product, RuntimeSettings settings) {
        this.product = product;
        this.settings = settings;
        this.cluster = new ClusterView(settings.kafka());
        this.rights = new RightsCheck(product, settings, cluster);
        this.latencies = new LatencyBoards(settings.meters(), product.qualifiedName());
        this.lag = new LagMonitor(cluster, new Watermarks(product.qualifiedName(), cluster), board, time);
        this.silence = new SilenceMonitor(product, time);
        this.quality = new QualityMonitor(product, metricBoard, board, time, this::halt);
        this.view = new ProductStatusView(product, state, board, lag, latencies, silence, quality, this::startProgress);
        this.rules = new RuleBoard(settings.meters(), product.qualifiedName());
        this.meters = new ProductMeters(settings.meters(), view, rules);
        this.supervisor = new Supervisor(product.qualifiedName(), state, new Runs());
    }

    /**
     * Makes a product; no question is asked before {@link #start}.
     *
     * @throws IllegalArgumentException where the Kafka settings hold a key that is not open to configuration
     * @throws TopologyRefusedException where the class of its Java topology is not there, or cannot be loaded
     */
    public static ProductRuntime create(Product product, RuntimeSettings settings) {
        List<String> problems = StreamsSettings.problems(settings.kafka());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join(System.lineSeparator(), problems));
        }
        product.topology().ifPresent(code -> CodedTopology.requireLoadable(code, settings.classes()));
        return new ProductRuntime(product, settings);
    }

    /**
     * Starts on a thread of its own, and returns at once. While somebody does not answer, the product waits and looks
     * again; where waiting does not help, it is over. {@link #status} tells. Called once.
     *
     * @param preparation done before the first run, when broker and registry have answered
     */
    public void start(Preparation preparation) {
        begin();
        this.preparation = preparation;
        supervisor.startFirst();
    }

    /**
     * Checks that topics, subjects and keys are there, and starts; returns before the state is read back. Called once.
     *
     * @throws ProductStartException with every problem found; the product is then over
     */
    public void start() throws ProductStartException {
        begin();
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

    private void begin() {
        if (!(state.get() instanceof ProductState.Created) || !state.moveTo(new ProductState.Starting())) {
            throw new IllegalStateException("product " + product.qualifiedName() + " was started before");
        }
        meters.register();
        meters.register(figures, settings.indexMemoryBytes());
    }

    private ProductStartException giveUp(ProductStartException cannot) {
        state.moveTo(new ProductState.Failed(String.valueOf(cannot.getMessage())));
        endRun(Duration.ZERO);
        cluster.close();
        return cannot;
    }

    private void launch() throws ProductStartException {
        StartFacts facts;
        IndexStart indexStart;
        StateFolder.require(product.qualifiedName(), settings.stateDirectory());
        try {
            stage = StartStage.BROKER;
            cluster.reach();
            prepare();
            facts = new StartChecks(product, settings, cluster, rights, now -> stage = now).run();
            indexStart = new WindowStarts(product, settings.kafka(), cluster, time).find(facts);
        } catch (RuntimeException refused) {
            if (Fault.of(refused, rights::explain) instanceof Fault.Lasting lasting) {
                throw new ProductStartException(product.qualifiedName(), List.of(lasting.reason()));
            }
            throw refused;
        }
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
        var next = new StreamsRun(product, settings, facts, environment, this::show, this::fail);
        startOffsets = facts.start();
        topics.set(new TopicWatch(product, cluster, facts, System.nanoTime()));
        run.set(next);
        figures.begin(next);
        stage = StartStage.PARTITIONS;
        next.start();
    }

    /** Before the first run only: what was there once is for {@link TopicWatch}. */
    private void prepare() throws ProductStartException {
        if (preparation != Preparation.NONE) {
            stage = StartStage.REGISTRY;
            ProductParts.reach(product, settings.registry());
            stage = StartStage.TOPICS;
            preparation.prepare();
            preparation = Preparation.NONE;
        }
    }

    private StartProgress startProgress() {
        ProductState now = state.get();
        Optional<StartStage> at = switch (now.word()) {
            case "starting", "waiting" -> Optional.of(stage);
            case "restoring" -> Optional.of(StartStage.STATE);
            default -> Optional.empty();
        };
        StreamsRun current = run.get();
        return new StartProgress(
                at,
                current == null ? 0 : current.restore().remaining(),
                current == null ? 100 : (int) (100 * current.restore().share()),
                Liveness.stuck(now, supervisor.broken(), supervisor.silence(), sincePoll));
    }

    private void show(ProductState next) {
        if (state.moveTo(next)) {
            LOG.atInfo()
                    .addKeyValue("product", product.qualifiedName())
                    .log("Product {} is {}", product.qualifiedName(), next.word());
        }
    }

    private void fail(Throwable thrown) {
        tell(Fault.of(thrown, rights::explain));
    }

    private void halt(String reason) {
        StreamsRun current = run.get();
        if (current != null) {
            current.pause();
        }
        tell(new Fault.Halting(reason));
    }

    private void tell(Fault fault) {
        if (!(fault instanceof Fault.Passing || fault instanceof Fault.Unclear)) {
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

    /** Stops as {@link #close()} does, for good: its partitions go to other instances at once. */
    public void leave() {
        leaves = true;
        close();
    }

    /** Stops in an orderly way, within the time; frees what is held if the product is over already. */
    public void close(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        state.moveTo(new ProductState.Stopping());
        board.freeze();
        endRun(timeout);
        supervisor.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        endRun(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        cluster.close();
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
        if (ending != null && !ending.close(timeout, leaves)) {
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
                sincePoll = current.sincePoll();
                try {
                    if (product.topology().isPresent()) {
                        lag.updateFetched(product.inputPorts(), current.metrics());
                    } else {
                        lag.update(product.inputPorts(), startOffsets, current.metrics());
                    }
                    if (state.get() instanceof ProductState.Running) {
                        quality.update(progress());
                    }
                    rights.look(System.nanoTime()).ifPresent(ProductRuntime.this::tell);
                    TopicWatch watch = topics.get();
                    if (watch != null) {
                        watch.look(System.nanoTime()).ifPresent(ProductRuntime.this::tell);
                    }
                } catch (ClusterView.ClusterException noAnswer) {
                    if (noAnswer.getCause() instanceof AuthorizationException) {
                        fail(noAnswer);
                    }
                    LOG.debug("Product {}: lag is unknown: {}", product.qualifiedName(), noAnswer.getMessage());
                }
            }
        }
    }
}
