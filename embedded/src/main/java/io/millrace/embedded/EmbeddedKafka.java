package io.millrace.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A Kafka cluster of one node in KRaft mode. Topics are not created by themselves; {@code transaction.version} is 2. */
public final class EmbeddedKafka extends EmbeddedPart {
    static final String NAME = "Kafka";

    private final Optional<SecuredListeners> secured;

    private EmbeddedKafka(int port, Optional<SecuredListeners> secured, PartLife life) {
        super(NAME, port, life);
        this.secured = secured;
    }

    static EmbeddedKafka inThisJvm(WorkDirectory work, int port, int controllerPort, Optional<SecuredListeners> secured)
            throws IOException {
        return new EmbeddedKafka(port, secured, new InJvmBroker(settings(work, port, controllerPort, secured)));
    }

    /** @param forLoad whether throughput matters more than a quick start and little memory */
    static EmbeddedKafka childProcess(
            WorkDirectory work, int port, int controllerPort, Optional<SecuredListeners> secured, boolean forLoad)
            throws IOException {
        Path settings = work.path().resolve("kafka.properties");
        Path ready = work.path().resolve("kafka.ready");
        write(settings(work, port, controllerPort, secured), settings);
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
                secured,
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

    /**
     * The same for clients that log in, with SASL_SSL and SCRAM-SHA-512.
     *
     * @throws IllegalStateException if the platform was started without {@code secured()}
     */
    public String saslServers() {
        return Ports.LOOPBACK + ":" + listeners().saslPort();
    }

    /**
     * The same for clients that show a certificate.
     *
     * @throws IllegalStateException if the platform was started without {@code secured()}
     */
    public String tlsServers() {
        return Ports.LOOPBACK + ":" + listeners().tlsPort();
    }

    private SecuredListeners listeners() {
        return secured.orElseThrow(() -> new IllegalStateException("this platform was started without secured()"));
    }

    private static Properties settings(
            WorkDirectory work, int port, int controllerPort, Optional<SecuredListeners> secured) throws IOException {
        Properties settings = BrokerSettings.of(port, controllerPort, work.directory("kafka"));
        secured.ifPresent(listeners -> listeners.addTo(settings));
        return settings;
    }

    private static void write(Properties settings, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
    }
}
