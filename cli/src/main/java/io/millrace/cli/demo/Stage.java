package io.millrace.cli.demo;

import io.millrace.cli.PendingChanges;
import io.millrace.cli.demo.report.DemoReport.Endpoints;
import io.millrace.cli.demo.traffic.PersonalValues;
import io.millrace.cli.demo.traffic.ShopDatabase;
import io.millrace.cli.demo.traffic.Traffic;
import io.millrace.cli.demo.verify.AvroReader;
import io.millrace.cli.demo.verify.Expectation;
import io.millrace.cli.demo.verify.JudgedPort;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.registry.CachingSchemaRegistry;
import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Everything that is up once the parts are: tables, topics, processes, traffic and what watches them. */
final class Stage implements AutoCloseable {
    private final Mesh mesh;
    private final EmbeddedPlatform platform;
    private final List<JudgedPort> ports;
    private final SchemaRegistry registry;
    private final Processes processes;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final PersonalValues values = new PersonalValues();
    private final Expectation expectation;
    private final Samples samples;
    private final ShopDatabase database;
    private final Traffic traffic;

    /** Prepares tables and topics and starts both processes as soon as what they need is there. */
    Stage(
            DemoOptions options,
            Workplace place,
            Mesh mesh,
            EmbeddedPlatform platform,
            KeyRing keys,
            int runtimePort,
            Consumer<String> say)
            throws IOException, SQLException {
        this.mesh = mesh;
        this.platform = platform;
        ports = JudgedPort.of(mesh.products(), keys);
        expectation = new Expectation(ports);
        registry = CachingSchemaRegistry.wrap(
                new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(5)));
        processes =
                new Processes(options, place, platform, mesh.sources().get(0).name(), runtimePort);
        String servers = platform.bootstrapServers();
        admin = Admin.create(Map.of("bootstrap.servers", servers, "client.id", "demo"));
        CompletableFuture<Void> topics =
                CompletableFuture.runAsync(() -> new PendingChanges(mesh, admin, registry).apply(change -> {}));
        database = new ShopDatabase(platform.database().connect());
        database.create(options.mesh().resolve("sources/schema.sql"));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "client.id", "demo", "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        topics.join();
        samples = new Samples(ports, servers, new AvroReader(registry));
        traffic = new Traffic(
                database,
                producer,
                eventTopic(),
                options.rate(),
                options.seed(),
                values,
                new Listeners(expectation, samples));
        traffic.fillTables();
        say.accept(
                "tables, topics and schemas are made; ingest " + (options.products() ? "and runtime start" : "starts"));
        processes.startIngest();
        if (options.products()) {
            processes.startRuntime();
            samples.start();
        }
    }

    /** Waits until the processes that were started are ready; tells when each is. */
    void awaitReady(StatusPoll status, Duration atMost, Consumer<String> say) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean ingestTold = false;
        boolean runtimeTold = !processes.hasRuntime();
        while (!ingestTold || !runtimeTold) {
            processes.requireAlive();
            status.refresh();
            if (!ingestTold && status.ingestState().equals("streaming")) {
                ingestTold = true;
                say.accept("ingest       follows the database");
            }
            if (!runtimeTold && status.runtimeState().equals("running")) {
                runtimeTold = true;
                say.accept("runtime      runs " + mesh.products().size() + " products");
            }
            if (System.nanoTime() > deadline) {
                throw new io.millrace.cli.CommandException("not ready after " + atMost.toSeconds() + " s: ingest is "
                        + status.ingestState() + ", the runtime is " + status.runtimeState());
            }
            Thread.sleep(100);
        }
    }

    Endpoints endpoints() {
        return new Endpoints(
                platform.bootstrapServers(),
                platform.registryUrl().toString(),
                platform.database().jdbcUrl(),
                "http://127.0.0.1:" + processes.runtimePort(),
                "http://127.0.0.1:" + processes.ingestPort());
    }

    Mesh mesh() {
        return mesh;
    }

    EmbeddedPlatform platform() {
        return platform;
    }

    List<JudgedPort> ports() {
        return ports;
    }

    SchemaRegistry registry() {
        return registry;
    }

    Processes processes() {
        return processes;
    }

    Admin admin() {
        return admin;
    }

    PersonalValues values() {
        return values;
    }

    Expectation expectation() {
        return expectation;
    }

    Samples samples() {
        return samples;
    }

    ShopDatabase database() {
        return database;
    }

    Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() throws SQLException {
        processes.close();
        samples.close();
        producer.close(Duration.ofSeconds(2));
        admin.close(Duration.ofSeconds(2));
        database.close();
    }

    private String eventTopic() {
        return ports.stream()
                .filter(port -> port.table().isEmpty())
                .map(port -> port.input().topic())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the shop has no event port"));
    }
}
