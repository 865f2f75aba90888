package io.millrace.ingest.file;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.event.EventJudge;
import io.millrace.ingest.file.row.FileRow;
import io.millrace.ingest.file.row.FileRows;
import io.millrace.ingest.file.row.RowEvents;
import io.millrace.ingest.file.row.UnreadableFileException;
import io.millrace.ingest.publish.KafkaClients;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads files of one event, one at a time over all processes. */
public final class FileLoad {
    private static final Logger LOG = LoggerFactory.getLogger(FileLoad.class);
    private static final int ATTEMPTS = 5;
    private static final long PAUSE_MILLIS = 1_000;

    private final EventJudge judge;
    private final DomainEvent event;
    private final Map<String, String> kafka;
    private final String progressTopic;
    private final int longest;
    private final InstantSource clock;

    /**
     * A loader.
     *
     * @param kafka client properties
     * @param progressTopic where it is remembered how far files came
     * @param longest most bytes of one event
     */
    public FileLoad(
            DomainEvent event, Map<String, String> kafka, String progressTopic, int longest, InstantSource clock) {
        this.judge = EventJudge.of(event, "file");
        this.event = event;
        this.kafka = Map.copyOf(kafka);
        this.progressTopic = progressTopic;
        this.longest = longest;
        this.clock = clock;
    }

    /**
     * Loads a file, or what is left of it; when it returns, all of it is committed.
     *
     * @throws FileLoadException where it cannot be loaded, or only in part: what is committed stays and is not loaded again
     * @throws UnreadableFileException where it is not what it is said to be
     */
    public LoadResult load(LoadRequest request, LoadListener listener) throws IOException, InterruptedException {
        String digest = digest(request.content());
        requireKeys(request);
        if (request.dryRun()) {
            return dryRun(request, digest, listener);
        }
        for (int attempt = 1; ; attempt++) {
            try (Producer<byte[], byte[]> producer = KafkaClients.producer(kafka, FileTopics.transactionalId(event))) {
                producer.initTransactions();
                return load(request, digest, producer, listener);
            } catch (ProducerFencedException | InvalidProducerEpochException e) {
                throw new FileLoadException("another process began to load a file of " + event.qualifiedName()
                        + ", and only one can; run this again when it is done: it goes on where it stopped");
            } catch (AuthorizationException e) {
                throw new FileLoadException("Kafka refuses: " + e.getMessage());
            } catch (KafkaException e) {
                if (attempt == ATTEMPTS) {
                    throw new FileLoadException(
                            "Kafka: " + e.getMessage() + "; what is committed stays, run this again to go on");
                }
                LOG.warn(
                        "an attempt failed ({}); going on from the last commit",
                        e.getClass().getSimpleName());
                Thread.sleep(PAUSE_MILLIS * attempt);
            }
        }
    }

    private LoadResult load(
            LoadRequest request, String digest, Producer<byte[], byte[]> producer, LoadListener listener)
            throws IOException, InterruptedException {
        var log = new ProgressLog(kafka, progressTopic, event.topic());
        LoadProgress start = log.start(request, digest);
        if (start.done()) {
            return new LoadResult(start.rows(), start.rejected(), start.deleted(), start.rows(), false);
        }
        Optional<SnapshotKeys> keys = Optional.empty();
        if (request.snapshot().isPresent()) {
            SnapshotSeal seal = SnapshotSeal.of(request.snapshot().get().keyFile());
            keys = Optional.of(new SnapshotKeys(kafka, event, request.name(), start.mark(), seal));
        }
        try (InputStream in = request.content().open();
                Rejects rejects = request.rejects().open(start.rejected())) {
            var measured = new MeasuredStream(in);
            var batches = new LoadBatches(producer, log, event, judge, request, keys, start, clock);
            FileRows rows = FileRows.open(measured, request.form(), event);
            var events = new RowEvents(judge, request.snapshot().isPresent() ? start.mark() : "");
            long size = request.content().size();
            long seen = 0;
            for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                if (++seen > start.rows()) {
                    batches.add(row.get(), events.of(row.get(), longest, clock.millis()), rejects);
                    if (batches.isFull()) {
                        rejects.flush();
                        batches.commit(false);
                        listener.at(measured.bytes(), size, batches.rows(), batches.rejected());
                    }
                }
            }
            measured.transferTo(OutputStream.nullOutputStream());
            if (!measured.digest().equals(digest)) {
                throw new FileLoadException("the file was changed while it was loaded; " + batches.committedRows()
                        + " rows of the old content are committed. Restore it and run this again, or load the new one"
                        + " with --abandon-unfinished");
            }
            rejects.flush();
            LoadResult result = batches.finish(start.rows());
            listener.at(size, size, batches.rows(), batches.rejected());
            return result;
        }
    }

    private LoadResult dryRun(LoadRequest request, String digest, LoadListener listener) throws IOException {
        long seen = 0;
        long rejected = 0;
        long size = request.content().size();
        try (InputStream in = request.content().open();
                Rejects rejects = request.rejects().open(0)) {
            var measured = new MeasuredStream(in);
            FileRows rows = FileRows.open(measured, request.form(), event);
            var events = new RowEvents(judge, digest);
            for (Optional<FileRow> row = rows.next(); row.isPresent(); row = rows.next()) {
                seen++;
                if (events.of(row.get(), longest, clock.millis()) instanceof RowEvents.Verdict.Rejected reasons) {
                    rejected++;
                    rejects.add(row.get(), reasons.problems());
                }
                if (seen % 10_000 == 0) {
                    listener.at(measured.bytes(), size, seen, rejected);
                }
            }
        }
        return new LoadResult(seen, rejected, 0, 0, false);
    }

    private void requireKeys(LoadRequest request) {
        if (request.snapshot().isEmpty()) {
            return;
        }
        if (event.keyFields().isEmpty()) {
            throw new FileLoadException("contract " + event.contractId()
                    + " has no primaryKey: without one nobody knows" + " which row is missing");
        }
        boolean personal = event.keyFields().stream().anyMatch(field -> field.personal());
        if (personal && request.snapshot().get().keyFile().isEmpty()) {
            throw new FileLoadException(
                    "the primary key of contract " + event.contractId() + " is personal, and would be"
                            + " remembered in clear; give --snapshot-key FILE (openssl rand -base64 32 > FILE; chmod 600 FILE)");
        }
    }

    private static String digest(FileContent content) throws IOException {
        try (var measured = new MeasuredStream(content.open())) {
            measured.transferTo(OutputStream.nullOutputStream());
            return measured.digest();
        }
    }
}
