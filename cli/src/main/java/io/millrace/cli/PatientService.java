package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service that needs brokers. It opens the management port at once and waits for them there, red for readiness and
 * green for liveness: processes are started in any order. A failure that is no lack of an answer ends it.
 */
final class PatientService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(PatientService.class);
    private static final int REACH_MILLIS = 5_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration STOP = Duration.ofSeconds(1);

    private final Map<String, String> kafka;
    private final Telemetry telemetry;
    private final Start<Working> start;
    private final UnaryOperator<String> waiting;
    private final Thread starter = new Thread(this::startPatiently, "millrace-start");
    private final ManagementPort management;
    private volatile @Nullable Working working;
    private volatile @Nullable Exception failure;
    private volatile String reason = "";

    /** What is started when the brokers are there. */
    interface Working extends Service {
        /** Whether it does its work. */
        boolean isReady();

        /** JSON. */
        String status();
    }

    private PatientService(
            Configuration configuration,
            Map<String, String> kafka,
            Telemetry telemetry,
            UnaryOperator<String> waiting,
            Start<Working> start) {
        this.kafka = kafka;
        this.telemetry = telemetry;
        this.waiting = waiting;
        this.start = start;
        this.management = ManagementPort.start(configuration, this::isReady, this::status, telemetry.scraped());
    }

    /**
     * Opens the management port, and begins to start.
     *
     * @param kafka client properties of the service, which look for brokers
     * @param waiting JSON of the status while it waits, of the reason
     * @throws CommandException if the management port cannot be bound
     */
    static PatientService open(
            Configuration configuration,
            Map<String, String> kafka,
            Telemetry telemetry,
            UnaryOperator<String> waiting,
            Start<Working> start) {
        PatientService service = new PatientService(configuration, kafka, telemetry, waiting, start);
        service.starter.start();
        return service;
    }

    @Override
    public String greeting() {
        return "starting; status at " + management.statusUrl();
    }

    @Override
    public void look() throws Exception {
        Exception failed = failure;
        if (failed != null) {
            throw failed;
        }
        Working now = working;
        if (now != null) {
            now.look();
        }
    }

    @Override
    public void close() {
        management.close();
        starter.interrupt();
        try {
            starter.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Working now = working;
        if (now != null) {
            now.close();
        }
        telemetry.close();
    }

    private boolean isReady() {
        Working now = working;
        return now != null && now.isReady();
    }

    private String status() {
        Working now = working;
        return now == null ? waiting.apply(reason) : now.status();
    }

    private void startPatiently() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                Optional<String> lacking = attempt();
                if (lacking.isEmpty()) {
                    return;
                }
                if (!lacking.get().equals(reason)) {
                    LOG.warn("waiting: {}", lacking.get());
                }
                reason = lacking.get();
                Thread.sleep(pause.toMillis());
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException stopping) {
            LOG.debug("stopped while waiting");
        }
    }

    /** Starts, or tells whom to wait for. */
    private Optional<String> attempt() throws InterruptedException {
        try {
            reach();
            Working started = start.start();
            LOG.info("{}", started.greeting());
            working = started;
            return Optional.empty();
        } catch (InterruptedException stopping) {
            throw stopping;
        } catch (Exception failed) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Optional<String> lacking = Patience.reason(failed);
            if (lacking.isEmpty()) {
                failure = failed;
            }
            return lacking;
        }
    }

    /** With less patience than any question after it, so that the reason shows soon. A broker that refuses is there. */
    private void reach() throws Exception {
        try (Admin admin = Connections.admin(kafka)) {
            var unused = admin.describeCluster(new DescribeClusterOptions().timeoutMs(REACH_MILLIS))
                    .clusterId()
                    .get(2L * REACH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof AuthenticationException)) {
                throw refused.getCause() instanceof KafkaException cause ? cause : refused;
            }
        }
    }
}
