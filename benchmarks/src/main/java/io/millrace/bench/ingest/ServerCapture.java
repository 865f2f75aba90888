package io.millrace.bench.ingest;

import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Debezium Server in a process of its own, with its Kafka sink and JSON without schemas. A row counts when the topic
 * has it, which is at least once.
 */
final class ServerCapture implements Capture {
    private static final int PARTITIONS = 4;
    private static final long LONGEST_END_SECONDS = 30;
    private static final String TOPIC_PREFIX = "server";

    private final Process process;
    private final Path log;
    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> ends;
    private final long before;
    private volatile long lastRows;
    private volatile long lastNanos;

    /** @param server the unpacked distribution */
    ServerCapture(IngestRun run, Path server) throws IOException {
        String topic = TOPIC_PREFIX + "." + run.environment() + "." + PaymentsTable.NAME;
        log = run.directory().resolve("server.log");
        admin = Admin.create(Map.of("bootstrap.servers", run.bootstrapServers()));
        create(topic);
        ends = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        before = records();
        Path home = Files.createDirectories(run.directory().resolve("server"));
        Path configuration = Files.createDirectories(home.resolve("config"));
        try (Writer writer = Files.newBufferedWriter(configuration.resolve("application.properties"))) {
            properties(run).store(writer, null);
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The same heap and collector as this process, which stands for the others.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-Xm") || option.startsWith("-XX:+Use"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                configuration + ":" + server.resolve("*") + ":" + server.resolve("lib/*"),
                "io.debezium.server.Main"));
        process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void create(String topic) throws IOException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new IOException("topic " + topic + " was not created", failed);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while topic " + topic + " was created", stop);
        }
    }

    private static Properties properties(IngestRun run) {
        var properties = new Properties();
        EngineCapture.connector(run)
                .forEach((name, value) -> properties.setProperty("debezium.source." + name, String.valueOf(value)));
        properties.setProperty("debezium.source.topic.prefix", TOPIC_PREFIX + "." + run.environment());
        properties.setProperty("debezium.source.slot.name", "debezium_server");
        properties.setProperty("debezium.source.publication.name", "debezium_server");
        properties.setProperty("debezium.format.key", "json");
        properties.setProperty("debezium.format.value", "json");
        properties.setProperty("debezium.format.schemas.enable", "false");
        properties.setProperty("debezium.sink.type", "kafka");
        String producer = "debezium.sink.kafka.producer.";
        properties.setProperty(producer + "bootstrap.servers", run.bootstrapServers());
        properties.setProperty(producer + "key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        properties.setProperty(producer + "value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        // As Millrace's producer has them.
        properties.setProperty(producer + "compression.type", "lz4");
        properties.setProperty(producer + "batch.size", "131072");
        properties.setProperty(producer + "linger.ms", "5");
        properties.setProperty("quarkus.http.port", "0");
        properties.setProperty("quarkus.log.level", "WARN");
        return properties;
    }

    /** Asks the broker every 20 ms at most, so that the watching costs nothing. */
    @Override
    public long rows() {
        long now = System.nanoTime();
        if (lastNanos == 0 || now - lastNanos > TimeUnit.MILLISECONDS.toNanos(20)) {
            lastRows = records() - before;
            lastNanos = now;
        }
        return lastRows;
    }

    private long records() {
        try {
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the ends of the topic are unknown", failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the ends of the topic were asked for", stop);
        }
    }

    @Override
    public boolean isFollowing() {
        return rows() > 0;
    }

    @Override
    public long cpuNanos() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void requireRunning() {
        if (!process.isAlive()) {
            String said;
            try {
                said = Files.readString(log);
            } catch (IOException unreadable) {
                said = "nothing that could be read";
            }
            throw new IllegalStateException("Debezium Server ended with exit code " + process.exitValue() + " and said "
                    + said.substring(Math.max(0, said.length() - 2_000)));
        }
    }

    @Override
    public void close() {
        admin.close();
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        "Debezium Server did not end within " + LONGEST_END_SECONDS + " s, so its offsets are unknown");
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
