package io.millrace.tests.containers;

import io.millrace.embedded.DatabaseAddress;
import io.millrace.tests.support.TestPlatform;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The usual public images, of the versions that the build names; Testcontainers removes them at the end. */
public final class ContainerPlatform implements TestPlatform {
    private static final int REGISTRY_PORT = 8080;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final KafkaContainer kafka = new KafkaContainer(image("kafka"))
            // Kafka's own defaults assume three brokers.
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1")
            .withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1")
            .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
            .withStartupTimeout(PATIENCE);
    private final GenericContainer<?> registry = new GenericContainer<>(image("registry"))
            .withExposedPorts(REGISTRY_PORT)
            .waitingFor(Wait.forHttp("/apis/ccompat/v7/subjects"))
            .withStartupTimeout(PATIENCE);

    private final Optional<String> lacks;

    /** For the service loader: starts both, where there is a Docker to start them on. */
    public ContainerPlatform() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            lacks = Optional.empty();
            Startables.deepStart(kafka, registry).join();
        } else {
            lacks = Optional.of("no Docker answers on this machine: start it, or run without profile containers");
        }
    }

    @Override
    public Optional<String> lacks() {
        return lacks;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public URI registryUrl() {
        return URI.create(
                "http://" + registry.getHost() + ":" + registry.getMappedPort(REGISTRY_PORT) + "/apis/ccompat/v7");
    }

    @Override
    public DatabaseServer startDatabase() {
        PostgreSQLContainer postgres = new PostgreSQLContainer(image("postgres"))
                .withCommand("postgres", "-c", "wal_level=logical", "-c", "fsync=off")
                .withStartupTimeout(PATIENCE);
        postgres.start();
        return new Database(postgres);
    }

    /** The image of a part, as the build names it. */
    private static DockerImageName image(String part) {
        return DockerImageName.parse(System.getProperty("millrace.image." + part));
    }

    private record Database(PostgreSQLContainer server) implements DatabaseServer {
        @Override
        public DatabaseAddress address() {
            return new DatabaseAddress(
                    server.getHost(),
                    server.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                    server.getDatabaseName(),
                    server.getUsername(),
                    server.getPassword());
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
