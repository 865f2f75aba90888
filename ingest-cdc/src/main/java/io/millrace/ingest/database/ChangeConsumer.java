package io.millrace.ingest.database;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/** Takes what the engine read. */
@FunctionalInterface
public interface ChangeConsumer {
    /**
     * Publishes a batch in full before it returns. It is called by one thread, in the order of the log. Any exception
     * ends the engine; the batch then comes again from a new one.
     */
    void accept(List<SourceRecord> records) throws InterruptedException;
}
