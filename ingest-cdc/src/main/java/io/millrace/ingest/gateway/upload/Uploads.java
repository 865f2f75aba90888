package io.millrace.ingest.gateway.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.file.FileLoad;
import io.millrace.ingest.file.FileLoadException;
import io.millrace.ingest.file.LoadResult;
import io.millrace.ingest.file.row.UnreadableFileException;
import io.millrace.ingest.gateway.request.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives files and loads them, each on a thread of its own, one file of an event at a time and a few of all. A file is
 * received whole before its first row is taken, since its digest says whether it was loaded before.
 */
public final class Uploads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 64 * 1024;
    private static final String AGAIN = "; send the same file again: it goes on behind the last committed row";

    private final UploadSettings settings;
    private final Map<String, FileLoad> loads = new TreeMap<>();
    private final Map<String, UploadStatus> last = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService threads;

    /**
     * Nothing is received yet.
     *
     * @param events those whose files are taken
     * @param kafka client properties
     * @param longest most bytes of one event
     */
    public Uploads(
            Collection<DomainEvent> events,
            Map<String, String> kafka,
            int longest,
            UploadSettings settings,
            InstantSource clock) {
        this.settings = settings;
        events.forEach(event ->
                loads.put(event.qualifiedName(), new FileLoad(event, kafka, settings.progressTopic(), longest, clock)));
        this.threads = new ThreadPoolExecutor(
                0, settings.atOnce(), 10, TimeUnit.SECONDS, new SynchronousQueue<>(), runnable -> {
                    Thread thread = new Thread(runnable, "gateway-upload");
                    thread.setDaemon(true);
                    return thread;
                });
        SealedSpool.tidy(settings.directory(), clock.instant());
    }

    /** Names of the events. */
    public Collection<String> events() {
        return loads.keySet();
    }

    /** How the last file of an event fares. */
    public ObjectNode status(String event) {
        UploadStatus status = last.get(event);
        return status == null ? UploadStatus.none(event) : status.write(event);
    }

    /** A file as it comes in. */
    public interface Body {
        /** Opens it; reading waits for what is to come, and fails where it does not in time. */
        InputStream open();

        /** Bytes as announced; -1: not known. */
        long announced();

        /** Called once all of it is there. */
        void received();
    }

    /**
     * Takes a file, now or never.
     *
     * @param then gets the answer, on another thread, or on this one where the file is not taken
     */
    public void take(String event, UploadRequest request, Body body, Consumer<Answer> then) {
        if (!busy.add(event)) {
            then.accept(Answer.refusal(409, "another file of this event is being loaded; try again when it is done")
                    .with("Retry-After", "10")
                    .with("Connection", "close"));
            return;
        }
        try {
            threads.execute(() -> {
                Answer answer;
                try {
                    answer = receive(event, request, body);
                } finally {
                    busy.remove(event);
                }
                then.accept(answer);
            });
        } catch (RejectedExecutionException e) {
            busy.remove(event);
            then.accept(Answer.refusal(429, "too many files are being loaded at once")
                    .with("Retry-After", "10")
                    .with("Connection", "close"));
        }
    }

    private Answer receive(String event, UploadRequest request, Body body) {
        last.put(event, UploadStatus.receiving(request.name(), 0, body.announced()));
        Answer answer;
        try (SealedSpool spool = SealedSpool.in(settings.directory(), random)) {
            answer = copy(event, body, spool) ? load(event, request, spool) : tooLarge();
        } catch (FileLoadException | UnreadableFileException e) {
            answer = Answer.refusal(e instanceof FileLoadException ? 409 : 400, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            answer = Answer.refusal(503, "the gateway is being stopped" + AGAIN).with("Retry-After", "10");
        } catch (IOException e) {
            answer = e.getCause() instanceof TimeoutException
                    ? Answer.refusal(408, "the file did not come in time").with("Connection", "close")
                    : Answer.refusal(400, "the file could not be read to its end, or not be kept meanwhile")
                            .with("Connection", "close");
        } catch (RuntimeException e) {
            // Its text may quote the file.
            LOG.error(
                    "a file of {} could not be loaded: {}", event, e.getClass().getName());
            answer = Answer.refusal(500, "unexpected; the log of the gateway says more" + AGAIN);
        }
        if (answer.status() >= 400) {
            String detail = answer.status() + ": " + detail(answer);
            last.computeIfPresent(event, (name, status) -> status.failed(detail));
            LOG.warn("a file of {} was not loaded ({})", event, answer.status());
        }
        return answer;
    }

    /** Whether all of it is there; false if it is too large. */
    private boolean copy(String event, Body body, SealedSpool spool) throws IOException {
        long deadline = System.nanoTime() + settings.longest().toNanos();
        byte[] piece = new byte[PIECE];
        // Not closed: that would end the connection, and the sender would never see why.
        InputStream in = body.open();
        try (OutputStream out = spool.take()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                out.write(piece, 0, read);
                if (spool.size() > settings.largest()) {
                    return false;
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException(new TimeoutException());
                }
                last.computeIfPresent(
                        event, (name, status) -> UploadStatus.receiving(status.name(), spool.size(), body.announced()));
            }
        }
        body.received();
        return true;
    }

    private Answer tooLarge() {
        return Answer.refusal(413, "a file may have " + settings.largest() + " bytes at most (gateway.files.max)")
                .with("Connection", "close");
    }

    private Answer load(String event, UploadRequest request, SealedSpool spool)
            throws IOException, InterruptedException {
        var rejects = new ToldRejects();
        LoadResult result = Objects.requireNonNull(loads.get(event))
                .load(
                        request.load(spool, rejects),
                        (bytes, of, rows, rejected) -> last.computeIfPresent(
                                event, (name, status) -> status.loading(bytes, of, rows, rejected)));
        last.computeIfPresent(event, (name, status) -> status.done(result.rows(), result.rejected()));
        LOG.info(
                "a file of {}: {} rows, {} rejected, {} deleted, {} loaded before",
                event,
                result.rows(),
                result.rejected(),
                result.deleted(),
                result.skipped());
        return answer(request, result, rejects);
    }

    private static Answer answer(UploadRequest request, LoadResult result, ToldRejects rejects) {
        ObjectNode node = JSON.createObjectNode()
                .put("rows", result.rows())
                .put("taken", result.taken())
                .put("rejected", result.rejected())
                .put("loadedBefore", result.skipped())
                .put("deleted", result.deleted());
        if (request.dryRun()) {
            node.put("dryRun", true);
        }
        if (result.deletesWithheld()) {
            node.put("deletesWithheld", true);
        }
        // A file that was loaded to its end is not judged again.
        long untold = result.rejected() > 0 && rejects.problems().isEmpty() ? result.rejected() : rejects.untold();
        return Answer.told(node, rejects.problems(), untold);
    }

    private static String detail(Answer answer) {
        try {
            return JSON.readTree(answer.body()).path("detail").asText();
        } catch (IOException e) {
            return "";
        }
    }

    /** Breaks off what is being loaded, and has it answered. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(2, TimeUnit.SECONDS)) {
                LOG.warn("a load did not end in time; what it committed stays");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
