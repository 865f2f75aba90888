package io.millrace.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A Kafka cluster of one node in KRaft mode. Topics are not created by themselves; {@code transaction.version} is 2. */
public final class EmbeddedKafka extends EmbeddedPart {
    static final String NAME = "Kafka";

    private EmbeddedKafka(int port, PartLife life) {
        super(NAME, port, life);
    }

    static EmbeddedKafka inThisJvm(WorkDirectory work, int port, int controllerPort) throws IOException {
        return new EmbeddedKafka(
                port, new InJvmBroker(BrokerSettings.of(port, controllerPort, work.directory("kafka"))));
    }

    /** @param forLoad whether throughput matters more than a quick start and little memory */
    static EmbeddedKafka childProcess(WorkDirectory work, int port, int controllerPort, boolean forLoad)
            throws IOException {
        Path settings = work.path().resolve("kafka.properties");
        Path ready = work.path().resolve("kafka.ready");
        write(BrokerSettings.of(port, controllerPort, work.directory("kafka")), settings);
        String[] program = {
            "-Dlogback.configurationFile=io/millrace/embedded/broker-logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerMain.class.getName(),
            settings.toString(),
            ready.toString()
        };
        return new EmbeddedKafka(
                port,
                new PartProcess(new PartProcess.Plan(
                        NAME,
                        forLoad ? ChildJvm.commandForLoad("768m", program) : ChildJvm.command("256m", program),
                        Map.of(),
                        work.path(),
                        work.log("kafka"),
                        Signal.TERM,
                        Signal.KILL,
                        processId -> Files.readString(ready).equals(String.valueOf(processId)))));
    }

    /** {@code host:port}, as clients take it. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port();
    }

    private static void write(Properties settings, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
    }
}
