package io.millrace.tests.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A service of Millrace in a process of its own, as seen from its management port. */
public final class ManagedProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final MillraceProcess process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    private ManagedProcess(MillraceProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a command on a management port of its own; what it prints is appended to a file. */
    public static ManagedProcess start(Path output, List<String> arguments) throws IOException {
        int port = freePort();
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--set", "management.port=" + port));
        return new ManagedProcess(MillraceProcess.start(output, all.toArray(String[]::new)), port);
    }

    /** A process that was started otherwise. */
    public static ManagedProcess of(Process process, Path output, int port) {
        return new ManagedProcess(MillraceProcess.of(process, output), port);
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The answer of a path; empty while nobody answers. */
    public Optional<HttpResponse<String>> get(String path) throws InterruptedException {
        try {
            return Optional.of(client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** Waits for an answer of readiness. */
    public void awaitReadiness(String what, Predicate<HttpResponse<String>> wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!get("/health/ready").map(wanted::test).orElse(false)) {
            if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
                throw new AssertionError("not seen: " + what + "; readiness is "
                        + get("/health/ready").map(HttpResponse::body).orElse("unanswered") + "\n"
                        + process.printed());
            }
            Thread.sleep(50);
        }
    }

    /** Waits until it does its work. */
    public void awaitReady() throws IOException, InterruptedException {
        awaitReadiness("ready", answer -> answer.statusCode() == 200);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGTERM; returns after how many milliseconds the process had ended. */
    public long terminate() throws InterruptedException {
        long began = System.nanoTime();
        process.terminate();
        return (System.nanoTime() - began) / 1_000_000;
    }

    /** Waits until it ends by itself; returns its exit code. */
    public int end() throws IOException, InterruptedException {
        return process.end();
    }

    /** Of a process that has ended. */
    public int exitCode() {
        return process.exitCode();
    }

    /** All that was printed. */
    public String printed() throws IOException {
        return process.printed();
    }

    @Override
    public void close() {
        process.close();
    }
}
