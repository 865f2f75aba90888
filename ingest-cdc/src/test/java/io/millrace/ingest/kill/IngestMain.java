package io.millrace.ingest.kill;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.DatabaseSettings;
import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.SourceStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ingestion of some sources in a process of its own, to be killed. It reports their states whenever they change, and ends with its parent:
 * when standard input does.
 */
final class IngestMain {
    private IngestMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        List<SourceDescriptor> sources = new ArrayList<>();
        Map<String, DatabaseSettings> databases = new HashMap<>();
        for (int i = 3; i < args.length; i += 5) {
            String name = args[i];
            sources.add(Shop.descriptor(name, List.of(args[2].split(","))));
            databases.put(
                    name,
                    new DatabaseSettings(args[i + 1], Integer.parseInt(args[i + 2]), name, args[i + 3], args[i + 4]));
        }
        Ingestion ingestion = Ingestion.start(sources, Shop.settings(args[0], args[1], databases));
        var watcher = new Thread(() -> watch(ingestion));
        watcher.setDaemon(true);
        watcher.start();
        while (System.in.read() >= 0) {
            // Anything but the end means nothing.
        }
        ingestion.close();
    }

    private static void watch(Ingestion ingestion) {
        Map<String, SourceState> last = new HashMap<>();
        try {
            while (true) {
                for (SourceStatus status : ingestion.status().sources()) {
                    if (!status.state().equals(last.put(status.source(), status.state()))) {
                        System.out.println("state " + status.state() + " of " + status.source());
                    }
                }
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
