package io.millrace.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.bench.latency.Latencies;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends batches over several connections, each the next one as soon as the last was answered. It shares the cores with
 * gateway and broker, so it writes HTTP by itself and makes a batch with hardly more than a copy.
 */
public final class BatchSender {
    /** An event where its numbers are left out; each number has always as many digits. */
    private static final String[] TEMPLATE =
            ("{\"number\":#,\"sent_at\":\"2026-11-20T12:00:00.#Z\",\"account\":\"acc-#\","
                            + "\"email\":\"someone.#@post.example\",\"weight\":1#.#,\"carrier\":\"mill\",\"postcode\":\"AU3O 3VJ\","
                            + "\"memo\":\"left with the neighbour on the ground floor, who will be there until late in the evening\"}")
                    .split("#", -1);

    private final URI url;
    private final String path;
    private final int batch;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();

    /**
     * Nothing is sent yet.
     *
     * @param event {@code <domain>.<event>}
     * @param batch events in a request
     */
    public BatchSender(String url, String event, int batch) {
        this.url = URI.create(url);
        this.path = "/events/" + event;
        this.batch = batch;
    }

    /**
     * One stretch of sending.
     *
     * @param events that were answered
     * @param seconds it took
     * @param latencies of requests
     */
    public record Stretch(long events, double seconds, Latencies latencies) {
        public double eventsPerSecond() {
            return events / seconds;
        }
    }

    /** Sends for a while; when it returns, everything sent was answered with 202. */
    public Stretch send(int connections, int seconds) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long before = answered.get();
            long start = System.nanoTime();
            long end = start + seconds * 1_000_000_000L;
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> connection(end)));
            }
            var latencies = new Latencies();
            for (Future<List<Long>> each : running) {
                each.get().forEach(latencies::add);
            }
            return new Stretch(answered.get() - before, (System.nanoTime() - start) / 1e9, latencies);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Events that were answered so far, which are all that were sent. */
    public long answered() {
        return answered.get();
    }

    private List<Long> connection(long end) throws IOException {
        List<Long> micros = new ArrayList<>();
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() - end < 0) {
                byte[] request = request(next.getAndAdd(batch));
                long sent = System.nanoTime();
                out.write(request);
                String status = answer(in);
                if (!status.contains(" 202 ")) {
                    throw new IOException("the gateway answered " + status);
                }
                micros.add((System.nanoTime() - sent) / 1000);
                answered.addAndGet(batch);
            }
        }
        return micros;
    }

    private byte[] request(long first) {
        var body = new StringBuilder(batch * 340).append('[');
        for (int i = 0; i < batch; i++) {
            if (i > 0) {
                body.append(',');
            }
            append(body, first + i);
        }
        body.append(']');
        return ("POST " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(US_ASCII);
    }

    private static void append(StringBuilder body, long number) {
        int account = (int) (number % 50_000);
        body.append(TEMPLATE[0]).append(number);
        body.append(TEMPLATE[1]).append(100 + number % 900);
        body.append(TEMPLATE[2]).append(10_000 + account);
        body.append(TEMPLATE[3]).append(10_000 + account);
        body.append(TEMPLATE[4]).append(number % 1000);
        body.append(TEMPLATE[5]).append(10 + number % 90);
        body.append(TEMPLATE[6]);
    }

    /** Reads an answer to its end; returns its first line. */
    private static String answer(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the gateway closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
