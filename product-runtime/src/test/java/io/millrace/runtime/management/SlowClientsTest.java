package io.millrace.runtime.management;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.secret.Authorities;
import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.embedded.CertificateAuthority;
import io.millrace.embedded.IssuedCertificate;
import io.millrace.http.HttpBounds;
import io.millrace.http.HttpPort;
import io.millrace.runtime.management.ManagementPages.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of a management port that send a byte now and then and never end, take nothing of what they asked for, or send
 * what is no request: probes and Prometheus are answered meanwhile and after.
 */
class SlowClientsTest {
    private static final int EACH = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LIFE = Duration.ofSeconds(4);
    private static final HttpBounds BOUNDS = new HttpBounds(PATIENCE, Optional.of(LIFE), 1_000, 8);
    private static final List<String> PAGES = List.of("/health/live", "/health/ready", "/metrics");

    /** More than the sockets between the two hold. */
    private static final String LARGE = "x".repeat(16 << 20);

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerProbesWhileClientsAreSlowHugeOrHostile() throws Exception {
        try (HttpPort port = listen(Optional.empty())) {
            List<CompletableFuture<String>> headers = new ArrayList<>();
            List<CompletableFuture<String>> bodies = new ArrayList<>();
            List<CompletableFuture<String>> deaf = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                headers.add(client(() -> drip(port, "GET /metrics HTTP/1.1\r\nHost: x\r\nX: ")));
                bodies.add(client(() -> drip(port, "GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n")));
                deaf.add(client(() -> takeNothing(port)));
            }

            assertAnswered(port, HttpClient.newHttpClient());
            assertThat(raw(port, "GET /status HTTP/1.1\r\nHost: x\r\nX: " + "h".repeat(20_000) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431");
            assertThat(raw(port, "GET /health/live HTTP/1.0\r\n\r\n"))
                    .as("as the health check of the image asks")
                    .matches("(?s)HTTP/1\\.[01] 200 .*");
            assertThat(raw(port, "GARBAGE\0\1\r\n\r\n")).startsWith("HTTP/1.1 400");
            assertThat(raw(port, "GET /health/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .startsWith("HTTP/1.1 400");

            List<String> refused = headers.stream().map(CompletableFuture::join).toList();
            // What is sent on may cut the refusal off.
            assertThat(refused).allMatch(answer -> answer.isEmpty() || answer.startsWith("HTTP/1.1 408"));
            assertThat(refused).anyMatch(answer -> answer.startsWith("HTTP/1.1 408"));
            for (CompletableFuture<String> one : bodies) {
                // What is sent on after the answer may cut it off.
                assertThat(one.get()).matches("(?s)(HTTP/1.1 200.*)?");
            }
            for (CompletableFuture<String> one : deaf) {
                assertThat(one.get()).isEqualTo("cut off");
            }
            assertAnswered(port, HttpClient.newHttpClient());
        }
    }

    @Test
    void shouldAnswerProbesWhileClientsDoNotEndTheirTlsHandshake() throws Exception {
        CertificateAuthority authority = CertificateAuthority.create(folder.resolve("authority"));
        IssuedCertificate issued = authority.issue("management");
        SSLContext trusting = Authorities.context(
                Optional.of(new Authorities(authority.certificate(), Optional.empty())), Optional.empty());
        try (HttpPort port = listen(Optional.of(new KeyMaterial.Pem(issued.certificates(), issued.key())))) {
            List<CompletableFuture<String>> handshakes = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                // The head of a record of 512 bytes, in which a client says hello.
                handshakes.add(client(() -> drip(port, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc")));
            }

            assertAnswered(port, HttpClient.newBuilder().sslContext(trusting).build());
            for (CompletableFuture<String> one : handshakes) {
                assertThat(one.get()).as("ended").doesNotContain("still open", "failed");
            }
        }
    }

    private static HttpPort listen(Optional<KeyMaterial> tls) throws IOException {
        return ManagementAccess.of(new ManagementAccess.Settings("127.0.0.1", 0, tls, Optional.empty(), false))
                .listen(path -> new Page(200, "text/plain", path.equals("/large") ? LARGE : "fine\n"), BOUNDS);
    }

    private static void assertAnswered(HttpPort port, HttpClient client) throws Exception {
        long longest = 0;
        for (int i = 0; i < 30; i++) {
            long began = System.nanoTime();
            HttpRequest request = HttpRequest.newBuilder(URI.create(port.url() + PAGES.get(i % PAGES.size())))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .as("while others are slow")
                    .isEqualTo(200);
            longest = Math.max(longest, System.nanoTime() - began);
        }
        System.out.println("30 answers beside slow clients, the slowest after " + longest / 1_000_000 + " ms");
    }

    private interface Talk {
        String run() throws Exception;
    }

    private static CompletableFuture<String> client(Talk talk) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return talk.run();
                    } catch (Exception e) {
                        return "failed: " + e;
                    }
                },
                runnable -> {
                    Thread thread = new Thread(runnable, "slow client");
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private static Socket connect(HttpPort port) throws IOException {
        URI url = URI.create(port.url());
        return new Socket(url.getHost(), url.getPort());
    }

    /** Sends a byte now and then; returns what comes until the server ends it, or that it does not. */
    private static String drip(HttpPort port, String head) throws Exception {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(200);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(head.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            var answer = new StringBuilder();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (System.nanoTime() < deadline) {
                try {
                    int read = in.read();
                    if (read < 0) {
                        return answer.toString();
                    }
                    answer.append((char) read);
                } catch (SocketTimeoutException nothingYet) {
                    out.write('x');
                } catch (IOException reset) {
                    return answer.toString();
                }
            }
            return "still open after: " + answer;
        }
    }

    /** Asks for more than the sockets hold, and reads none of it until the server has given up. */
    private static String takeNothing(HttpPort port) throws Exception {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
            Thread.sleep(LIFE.plusSeconds(2).toMillis());
            socket.setSoTimeout(20_000);
            long read = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return read < LARGE.length() ? "cut off" : "read to its end";
        } catch (SocketTimeoutException open) {
            return "still open";
        } catch (IOException reset) {
            return "cut off";
        }
    }

    private static String raw(HttpPort port, String request) throws IOException {
        try (Socket socket = connect(port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            byte[] answer = new byte[64];
            return new String(answer, 0, Math.max(0, socket.getInputStream().read(answer)), US_ASCII);
        }
    }
}
