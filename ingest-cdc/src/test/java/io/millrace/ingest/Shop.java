package io.millrace.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.problem.Location;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.registry.CachingSchemaRegistry;
import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.CaptureRules;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.Outbox.EventTopic;
import io.millrace.contracts.source.OutboxColumns;
import io.millrace.contracts.source.SnapshotMode;
import io.millrace.contracts.source.SourceConnection;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.source.SourceLock;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A database and a source of its own for one test, on the shared platform. */
public final class Shop {
    /** A table of Debezium's form, for events {@code order-placed} and {@code refunds}. */
    public static final String OUTBOX_DDL = """
            CREATE TABLE outbox (id text PRIMARY KEY, aggregatetype text NOT NULL, aggregateid text NOT NULL,
              type text NOT NULL, payload jsonb);""";

    private static final String OUTBOX = "outbox";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final EmbeddedPlatform platform = TestPlatform.get();
    private final String name;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private SourceDescriptor source;

    private DatabaseAddress server;

    private Shop(DatabaseAddress server, String name, String... tables) {
        this.server = server;
        this.name = name;
        this.source = descriptor(name, Arrays.asList(tables));
    }

    /** Makes the database and the topics; tables are in schema {@code public}. */
    public static Shop create(String ddl, String... tables) throws SQLException {
        return on(TestPlatform.version(), ddl, tables);
    }

    /** The same on a server of this major version, one of {@link TestPlatform#versions()}. */
    public static Shop on(int version, String ddl, String... tables) throws SQLException {
        return on(TestPlatform.database(version), ddl, tables);
    }

    /** The same on any server. */
    public static Shop on(DatabaseAddress server, String ddl, String... tables) throws SQLException {
        var shop = new Shop(server, "shop" + COUNT.incrementAndGet() + "-" + System.nanoTime() % 100_000, tables);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE \"" + shop.name + "\"");
        }
        shop.sql(ddl);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", shop.platform.bootstrapServers()))) {
            IngestTopics.apply(admin, List.of(shop.source), step -> {});
        }
        return shop;
    }

    /** The descriptor of a source that captures tables, of schema {@code public} where they name none; one named so is the outbox. */
    public static SourceDescriptor descriptor(String name, List<String> tables) {
        String slot = name.replace('-', '_');
        return new SourceDescriptor(
                name,
                new SourceConnection("127.0.0.1", 5432, name, "postgres", SourceConnection.Tls.DEFAULT),
                slot,
                slot + "_pub",
                SnapshotMode.INITIAL,
                Duration.ofMillis(500),
                OptionalLong.empty(),
                tables.stream()
                        .filter(table -> !table.equals(OUTBOX))
                        .map(table -> new CapturedTable(
                                table.contains(".") ? table.substring(0, table.indexOf('.')) : "public",
                                table.substring(table.indexOf('.') + 1),
                                name,
                                table,
                                topic(name, table),
                                List.of(),
                                3,
                                Duration.ofDays(1),
                                List.of(),
                                Optional.empty()))
                        .toList(),
                Optional.of(outbox(name)).filter(outbox -> tables.contains(OUTBOX)),
                "millrace." + name + ".offsets",
                new Location("test.source.yaml", 1, 1));
    }

    private static Outbox outbox(String name) {
        return new Outbox(
                "public",
                OUTBOX,
                OutboxColumns.DEFAULTS,
                Outbox.RouteBy.TYPE,
                List.of(
                        new Outbox.Route("OrderPlaced", event(name, "order-placed")),
                        new Outbox.Route("refund.*", event(name, "refunds"))),
                Optional.empty(),
                Outbox.Payload.JSON,
                true,
                name + "/public.outbox",
                Optional.empty(),
                new Location("test.source.yaml", 9, 1));
    }

    private static EventTopic event(String name, String event) {
        return new EventTopic(name, event, name + "." + event + ".events", 3, Duration.ofDays(1));
    }

    private static String topic(String name, String table) {
        return name + "." + table + ".cdc";
    }

    public SourceDescriptor source() {
        return source;
    }

    /** Declares other tables from now on. */
    public void declare(String... tables) {
        source = descriptor(name, Arrays.asList(tables));
    }

    /** Declares what becomes of columns, truncations and changes, for every table. */
    public void ruledBy(CaptureRules rules) {
        source = source.withTables(
                source.tables().stream().map(table -> table.withRules(rules)).toList());
    }

    /** Locks the tables as they are now. */
    public void lock() {
        DatabaseSettings database =
                Objects.requireNonNull(settings().databases().get(name));
        List<String> tables =
                source.tables().stream().map(CapturedTable::qualifiedName).toList();
        source = source.lockedBy(
                new SourceLock(name, LiveTables.read(database, tables), new Place(source.location(), "")));
    }

    /** Declares that a port shows the last rows of what is deleted, in every table. */
    public void showDeletedRowsIn(String port) {
        source = source.withTables(source.tables().stream()
                .map(table -> table.withWholeRowsFor(List.of(port)))
                .toList());
    }

    /** Declares a unique index as the key of every table. */
    public void keyedBy(String... columns) {
        source = source.withTables(source.tables().stream()
                .map(table -> new CapturedTable(
                        table.schema(),
                        table.table(),
                        table.domain(),
                        table.entity(),
                        table.topic(),
                        List.of(columns),
                        table.partitions(),
                        table.retention(),
                        table.wholeRowsFor(),
                        table.shape()))
                .toList());
    }

    /** Declares that outbox rows of undeclared types are these events. */
    public void takeOtherEvents(String event) {
        Outbox outbox = source.outbox().orElseThrow();
        source = source.withOutbox(new Outbox(
                outbox.schema(),
                outbox.table(),
                outbox.columns(),
                outbox.routeBy(),
                outbox.routes(),
                Optional.of(event(name, event)),
                outbox.payload(),
                outbox.publishesExisting(),
                outbox.eventSource(),
                outbox.shape(),
                outbox.location()));
    }

    /** Declares that the rows of the first start are not published. */
    public void withoutSnapshot() {
        source = new SourceDescriptor(
                source.name(),
                source.connection(),
                source.slot(),
                source.publication(),
                SnapshotMode.NO_DATA,
                source.heartbeat(),
                source.walBudget(),
                source.tables(),
                source.outbox(),
                source.offsetTopic(),
                source.location());
    }

    public String topic(String table) {
        return topic(name, table);
    }

    public MeterRegistry meters() {
        return meters;
    }

    /** Looks for its database on another server from now on. */
    public void moveTo(DatabaseAddress other) {
        server = other;
    }

    /** The server its database is on. */
    public DatabaseAddress server() {
        return server;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name,
                server.user(),
                server.password());
    }

    public void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** The single value of a query, as text. */
    public String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            var row = statement.executeQuery(sql);
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    public SchemaRegistry registry() {
        return CachingSchemaRegistry.wrap(
                new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(5)));
    }

    public Map<String, String> kafka() {
        return Map.of("bootstrap.servers", platform.bootstrapServers());
    }

    public IngestSettings settings() {
        return settings(server.user(), server.password());
    }

    /** Settings for a process without the platform; databases by name of the source. */
    public static IngestSettings settings(String bootstrap, String registry, Map<String, DatabaseSettings> databases) {
        Map<String, Map<String, String>> kafka = new HashMap<>();
        databases.keySet().forEach(source -> kafka.put(source, Map.of("bootstrap.servers", bootstrap)));
        return new IngestSettings(
                kafka,
                databases,
                new ConfluentSchemaRegistry(URI.create(registry), Optional.empty(), Duration.ofSeconds(5)),
                "child",
                new SimpleMeterRegistry());
    }

    /** Settings with another role of the database. */
    public IngestSettings settings(String user, String password) {
        return new IngestSettings(
                Map.of(name, kafka()),
                Map.of(name, new DatabaseSettings(server.host(), server.port(), name, user, password)),
                registry(),
                "test",
                meters);
    }

    public Ingestion start() {
        return Ingestion.start(List.of(source), settings());
    }

    /** Starts and waits until it streams. */
    public Ingestion startStreaming() throws InterruptedException, SQLException {
        Ingestion ingestion = start();
        awaitState(ingestion, SourceState.Streaming.class::isInstance);
        awaitReader();
        return ingestion;
    }

    /** Waits until the slot is read: one that is dropped before that is made anew by the engine. */
    public void awaitReader() throws InterruptedException, SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (query("SELECT count(active_pid) FROM pg_replication_slots WHERE slot_name = '" + source().slot() + "'")
                .equals("0")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nobody reads slot " + source().slot() + " within 90 s");
            }
            Thread.sleep(20);
        }
    }

    public static SourceStatus awaitState(Ingestion ingestion, Predicate<SourceState> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            SourceStatus status = ingestion.status().sources().get(0);
            if (wanted.test(status.state())) {
                return status;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not reached within 90 s: " + status);
            }
            Thread.sleep(10);
        }
    }

    /** Reads the committed events of the outbox so far, of one topic after the other. */
    public void events(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        Map<String, Object> settings = new HashMap<>(kafka());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        try (var consumer =
                new KafkaConsumer<byte[], byte[]>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (EventTopic event : source.outbox().orElseThrow().topics()) {
                List<TopicPartition> partitions = consumer.partitionsFor(event.topic()).stream()
                        .map(info -> new TopicPartition(event.topic(), info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                    consumer.poll(Duration.ofMillis(50)).forEach(sink);
                }
            }
        }
    }

    /** Waits for something to become so. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not so within two minutes");
            }
            Thread.sleep(10);
        }
    }

    public ChangeReader reader(String table) {
        return new ChangeReader(kafka(), topic(table), registry());
    }
}
