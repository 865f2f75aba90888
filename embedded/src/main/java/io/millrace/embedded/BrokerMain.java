package io.millrace.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** The main class of the broker's own process. */
final class BrokerMain {
    private BrokerMain() {}

    /**
     * Runs a broker until SIGTERM.
     *
     * @param args the settings file, and a file to write the process id to when the broker takes requests
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Properties settings = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            settings.load(reader);
        }
        Broker broker = Broker.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::stop, "broker-stop"));
        Files.writeString(
                Path.of(args[1]), String.valueOf(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
    }
}
