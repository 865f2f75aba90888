package io.millrace.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What no real registry does on demand: fail, be slow, talk nonsense. */
class RegistryFaultsTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<String> authorization = new AtomicReference<>("");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{}";
    private volatile boolean stalls;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void shouldReportAnOverloadedRegistryAsRetriable() {
        status = 503;
        body = "{\"error_code\": 50301, \"message\": \"busy\"}";

        assertThatThrownBy(() -> registry().schemaById(1)).isInstanceOfSatisfying(RegistryException.class, e -> {
            assertThat(e.retriable()).isTrue();
            assertThat(e).hasMessageContaining("GET http://").hasMessageContaining("HTTP 503, error 50301: busy");
        });
    }

    @Test
    void shouldNotTakeAProxysNotFoundForAnUnknownId() {
        status = 404;
        body = "<html>no such page</html>";

        assertThatThrownBy(() -> registry().schemaById(1))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isFalse())
                .hasMessageContaining("Check registry.url, its path included.");
    }

    @Test
    void shouldTakeTheRegistrysOwnNotFoundForAnUnknownId() {
        status = 404;
        body = "{\"error_code\": 40403, \"message\": \"Schema not found\"}";

        assertThat(registry().schemaById(1)).isEmpty();
    }

    @Test
    void shouldNotUnderstandGarbage() {
        body = "OK";

        assertThatThrownBy(() -> registry().schemaById(1)).hasMessageContaining("but without a JSON object");
    }

    @Test
    void shouldNotUnderstandASchemaThatIsNone() {
        body = "{\"schema\": \"{\\\"type\\\": \\\"rocket\\\"}\"}";

        assertThatThrownBy(() -> registry().schemaById(7))
                .isInstanceOf(NotAvroException.class)
                .hasMessageContaining("Schema 7 of the registry is no Avro schema");
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.SECONDS)
    void shouldGiveUpOnAnAnswerThatNeverEnds() {
        stalls = true;

        assertThatThrownBy(() -> registry().schemaById(1)).isInstanceOfSatisfying(RegistryException.class, e -> {
            assertThat(e.retriable()).isTrue();
            assertThat(e).hasMessageContaining("no answer within PT0.5S");
        });
    }

    @Test
    void shouldReportARegistryThatIsDownAsRetriable() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        SchemaRegistry down = new ConfluentSchemaRegistry(
                URI.create("http://localhost:" + free), Optional.empty(), Duration.ofSeconds(5));

        assertThatThrownBy(() -> down.schemaById(1))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.retriable()).isTrue())
                .hasMessageContaining("ConnectException");
    }

    @Test
    void shouldSendCredentialsAndNeverPrintThem() {
        status = 401;
        Credentials credentials = new Credentials("ana", "geheim");
        SchemaRegistry registry = new ConfluentSchemaRegistry(base(), Optional.of(credentials), Duration.ofSeconds(5));

        assertThatThrownBy(() -> registry.schemaById(1))
                .hasMessageContaining("Check registry.username and registry.password.")
                .hasMessageNotContaining("geheim");
        assertThat(authorization.get()).isEqualTo("Basic YW5hOmdlaGVpbQ==");
        assertThat(credentials).hasToString("ana:***");
    }

    private SchemaRegistry registry() {
        return new ConfluentSchemaRegistry(base(), Optional.empty(), Duration.ofMillis(500));
    }

    private URI base() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        authorization.set(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse(""));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length + (stalls ? 1 : 0));
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        if (stalls) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.close();
    }
}
