package io.millrace.ingest.kill;

import io.millrace.ingest.Ingestion;
import io.millrace.ingest.Shop;
import io.millrace.ingest.SourceState;
import io.millrace.ingest.SourceStatus;
import java.io.IOException;
import java.util.List;

/**
 * Ingestion in a process of its own, to be killed. It reports its state whenever it changes, and ends with its parent:
 * when standard input does.
 */
final class IngestMain {
    private IngestMain() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Ingestion ingestion = Ingestion.start(
                List.of(Shop.descriptor(args[0], List.of(args[1].split(",")))),
                Shop.settings(args[0], args[2], args[3], args[4], args[5], args[6]));
        var watcher = new Thread(() -> watch(ingestion));
        watcher.setDaemon(true);
        watcher.start();
        while (System.in.read() >= 0) {
            // Anything but the end means nothing.
        }
        ingestion.close();
    }

    private static void watch(Ingestion ingestion) {
        SourceState last = new SourceState.Starting();
        try {
            while (true) {
                SourceStatus status = ingestion.status().sources().get(0);
                if (!status.state().equals(last)) {
                    last = status.state();
                    System.out.println("state " + last);
                }
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
