package io.millrace.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** Kafka's own server inside the JVM this class is loaded in, on a log directory that is formatted at its first use. */
final class Broker {
    private final KafkaRaftServer server;

    private Broker(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Returns when the broker takes requests.
     *
     * @param settings see {@link BrokerSettings}
     * @throws IOException if the log directory cannot be formatted
     */
    static Broker start(Properties settings) throws IOException {
        KafkaConfig config = new KafkaConfig(settings, false);
        Path directory = Path.of(settings.getProperty("log.dirs"));
        if (Files.notExists(directory.resolve("meta.properties"))) {
            format(directory.toString(), config.nodeId());
        }
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            server.awaitShutdown();
            throw e;
        }
        return new Broker(server);
    }

    /** Feature levels are those of the release, so that {@code transaction.version} is 2 as on a new cluster. */
    private static void format(String directory, int nodeId) throws IOException {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(nodeId)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setDirectories(List.of(directory))
                    .setMetadataLogDirectory(directory)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + directory, e);
        }
    }

    /** Closes the log in order and returns when that is done. */
    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }
}
