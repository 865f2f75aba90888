package io.millrace.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Starts all parts at the same time; either all of them come up, or nothing is left behind. */
final class PlatformStart {
    private static final int ATTEMPTS = 4;

    /** Makes a part, not yet started, on ports taken from {@code ports}. */
    @FunctionalInterface
    private interface Factory {
        EmbeddedPart create(PortPicks ports) throws IOException, EmbeddedStartException;
    }

    private final PlatformOptions options;
    private final WorkDirectory work;
    private final EmbeddedPlatform platform;
    private final long begin = System.nanoTime();

    private PlatformStart(PlatformOptions options, WorkDirectory work) {
        this.options = options;
        this.work = work;
        this.platform = new EmbeddedPlatform(work);
    }

    static EmbeddedPlatform start(PlatformOptions options) throws EmbeddedStartException {
        Preflight.check(options);
        PlatformStart start = new PlatformStart(options, WorkDirectory.create(options.parent(), options.neededBytes()));
        boolean up = false;
        try {
            if (options.closesOnExit()) {
                start.platform.closeOnExit();
            }
            start.awaitAll(start.parts());
            up = true;
            return start.platform;
        } finally {
            if (!up) {
                start.platform.close();
            }
        }
    }

    private List<Callable<EmbeddedPart>> parts() throws EmbeddedStartException {
        List<Callable<EmbeddedPart>> starts = new ArrayList<>();
        Optional<IssuedCertificate> server = options.secured() ? Optional.of(serverCertificate()) : Optional.empty();
        if (options.database()) {
            starts.add(() -> launch(EmbeddedPostgres.NAME, database(server)));
        }
        if (options.registry()) {
            Path runner = RegistryHome.runner();
            starts.add(() -> launch(
                    EmbeddedRegistry.NAME,
                    ports -> EmbeddedRegistry.childProcess(work, runner, ports.take(options.registryPort()))));
        }
        switch (options.kafka()) {
            case CHILD_PROCESS, CHILD_PROCESS_FOR_LOAD -> {
                boolean forLoad = options.kafka() == PlatformOptions.KafkaMode.CHILD_PROCESS_FOR_LOAD;
                starts.add(() -> launch(
                        EmbeddedKafka.NAME,
                        ports -> EmbeddedKafka.childProcess(
                                work,
                                ports.take(options.kafkaPort()),
                                ports.take(0),
                                listeners(server, ports),
                                forLoad)));
            }
            case THIS_JVM ->
                starts.add(() -> launch(
                        EmbeddedKafka.NAME,
                        ports -> EmbeddedKafka.inThisJvm(
                                work, ports.take(options.kafkaPort()), ports.take(0), listeners(server, ports))));
            case NONE -> {}
        }
        return starts;
    }

    private IssuedCertificate serverCertificate() throws EmbeddedStartException {
        try {
            CertificateAuthority authority = CertificateAuthority.create(work.directory("certificates"));
            platform.trust(authority);
            return authority.issue("server");
        } catch (IOException e) {
            throw new EmbeddedStartException("cannot make certificates: " + e.getMessage(), e);
        }
    }

    private Optional<SecuredListeners> listeners(Optional<IssuedCertificate> server, PortPicks ports)
            throws EmbeddedStartException {
        return server.isEmpty()
                ? Optional.empty()
                : Optional.of(new SecuredListeners(ports.take(0), ports.take(0), platform.authority(), server.get()));
    }

    private Factory database(Optional<IssuedCertificate> server) throws EmbeddedStartException {
        tell(EmbeddedPostgres.NAME, "unpacking and initialising");
        try {
            PostgresCluster cluster = PostgresCluster.create(work, options.postgresBinaries());
            if (server.isPresent()) {
                cluster.useTls(server.get());
            }
            return ports -> EmbeddedPostgres.childProcess(work, cluster, ports.take(options.databasePort()));
        } catch (IOException e) {
            throw cannotWrite(EmbeddedPostgres.NAME, e);
        }
    }

    private EmbeddedPart launch(String name, Factory factory) throws EmbeddedStartException {
        tell(name, "starting");
        for (int attempt = 1; ; attempt++) {
            PortPicks ports = new PortPicks();
            try {
                EmbeddedPart part = factory.create(ports);
                part.restart();
                platform.add(part);
                tell(name, "ready on port " + part.port());
                return part;
            } catch (IOException e) {
                throw cannotWrite(name, e);
            } catch (EmbeddedStartException e) {
                if (attempt == ATTEMPTS || !ports.lostOne()) {
                    throw e;
                }
                tell(name, "another program took the free port first, trying the next");
            }
        }
    }

    private void awaitAll(List<Callable<EmbeddedPart>> starts) throws EmbeddedStartException {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<EmbeddedStartException> failures = new ArrayList<>();
            for (Future<EmbeddedPart> each : threads.invokeAll(starts)) {
                try {
                    each.get();
                } catch (ExecutionException e) {
                    failures.add(EmbeddedStartException.of(e.getCause()));
                }
            }
            if (!failures.isEmpty()) {
                work.fullDisk().ifPresent(cause -> failures.add(0, new EmbeddedStartException(cause)));
                throw EmbeddedStartException.all(failures);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedStartException("interrupted while the embedded parts started", e);
        } finally {
            finish(threads);
        }
    }

    /** Threads of an interrupted start end their own children; nothing may be deleted under them before. */
    private static void finish(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedStartException cannotWrite(String name, IOException e) {
        return new EmbeddedStartException(
                name + ": cannot write to " + work.path() + ": " + e.getMessage()
                        + "; free some space there, or choose another place with workDirectory",
                e);
    }

    /** One at a time, so that the listener need not be safe for use by several threads. */
    private synchronized void tell(String part, String message) {
        options.listener().accept(new Progress(part, message, Duration.ofNanos(System.nanoTime() - begin)));
    }
}
