package io.millrace.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.TestPlatform;
import io.millrace.ingest.gateway.GatewaySettings.Address;
import io.millrace.ingest.gateway.GatewaySettings.Limits;
import io.millrace.ingest.gateway.request.AccessTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway on a real broker, talked to over sockets. */
class GatewayTest {
    private static final String PROPERTIES = """
            - {name: number, logicalType: string, required: true}
            - {name: total, logicalType: integer, logicalTypeOptions: {minimum: 0}}
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = AccessTokens.generate(new SecureRandom());
    private static final String OTHER = AccessTokens.generate(new SecureRandom());
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static DomainEvent event;
    private static Path tokens;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws IOException {
        event = Events.receipt(folder.resolve("mesh"), "json", "gateway-test", PROPERTIES);
        tokens = folder.resolve("tokens");
        Files.writeString(
                tokens,
                "# senders\n" + AccessTokens.line("till", "adapter", TOKEN) + "\n"
                        + AccessTokens.line("other", "adapter", OTHER) + "\n");
        try (Admin admin = Admin.create(Map.copyOf(kafka()))) {
            EventTopics.apply(admin, List.of(event), step -> {});
        }
        gateway = Gateway.start(List.of(event), settings(0, Duration.ofSeconds(3), 1 << 20));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", TestPlatform.get().bootstrapServers());
    }

    private static GatewaySettings settings(long rate, Duration time, long inFlight) {
        return new GatewaySettings(
                kafka(),
                new Address("127.0.0.1", 0, false),
                Optional.of(tokens),
                Optional.empty(),
                new Limits(100_000, 10_000, inFlight, rate, time),
                Optional.empty(),
                new SimpleMeterRegistry());
    }

    private static HttpRequest.Builder request(Gateway to, String path) {
        return HttpRequest.newBuilder(URI.create(to.url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json");
    }

    private static HttpResponse<String> post(String body, String... headers) throws Exception {
        HttpRequest.Builder request = request(gateway, "/events/till.receipt");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static List<ConsumerRecord<byte[], byte[]>> written(String marker) {
        return WrittenEvents.with(marker, event);
    }

    private static HttpSocket socket() {
        return new HttpSocket(URI.create(gateway.url()));
    }

    @Test
    void shouldAnswerOnceTheBrokerHasTheEventsAndRepeatTheAnswer() throws Exception {
        String batch = "[{\"number\":\"once-1\"},{\"number\":\"once-2\",\"total\":3}]";

        HttpResponse<String> first = post(batch);
        assertThat(written("once-")).hasSize(2);
        HttpResponse<String> again = post(batch);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.body()).isEqualTo("{\"accepted\":2}");
        assertThat(again.body()).isEqualTo(first.body());
        var records = written("once-");
        assertThat(records).hasSize(4);
        assertThat(records.stream()
                        .filter(record -> new String(record.key(), UTF_8).equals("once-1"))
                        .map(ConsumerRecord::partition)
                        .distinct())
                .as("an event and its repetition meet in one partition")
                .hasSize(1);
    }

    @Test
    void shouldWriteNothingOfARequestWithAProblemUnlessItIsLenient() throws Exception {
        String body = "{\"number\":\"some-1\"}\n{\"total\":-1}\n{\"number\":\"some-3\"}\n";

        HttpResponse<String> strict = send(request(gateway, "/events/till.receipt")
                .setHeader("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body)));
        assertThat(written("some-")).isEmpty();
        HttpResponse<String> lenient = send(request(gateway, "/events/till.receipt")
                .setHeader("Content-Type", "application/x-ndjson")
                .header("Prefer", "handling=lenient")
                .POST(BodyPublishers.ofString(body)));

        assertThat(strict.statusCode()).isEqualTo(400);
        assertThat(strict.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(strict.body())
                .contains("{\"line\":2,\"pointer\":\"/number\",\"detail\":\"is required\"}")
                .contains("/total");
        assertThat(lenient.statusCode()).isEqualTo(200);
        assertThat(lenient.body()).startsWith("{\"accepted\":2,\"rejected\":1,\"problems\":");
        assertThat(written("some-")).hasSize(2);
    }

    @Test
    void shouldKnowWhoMaySendWhat() throws Exception {
        HttpResponse<String> none = CLIENT.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + "/events/till.receipt"))
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());
        HttpResponse<String> bad = send(request(gateway, "/events/till.receipt")
                .setHeader("Authorization", "Bearer " + TOKEN + "x")
                .GET());
        HttpResponse<String> foreign = send(request(gateway, "/events/till.receipt")
                .setHeader("Authorization", "Bearer " + OTHER)
                .GET());
        HttpResponse<String> unknown =
                send(request(gateway, "/events/till.reciept").GET());
        HttpResponse<String> hidden = send(request(gateway, "/events/other.receipt")
                .setHeader("Authorization", "Bearer " + OTHER)
                .GET());

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"millrace\"");
        assertThat(bad.statusCode()).isEqualTo(401);
        assertThat(bad.headers().firstValue("WWW-Authenticate").orElse("")).contains("invalid_token");
        assertThat(bad.body()).doesNotContain(TOKEN);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("Did you mean 'till.receipt'?");
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(hidden.body()).doesNotContain("till");
    }

    @Test
    void shouldRefuseByMethodTypeLengthAndSize() throws Exception {
        HttpResponse<String> get = send(request(gateway, "/events/till.receipt").GET());
        HttpResponse<String> xml = post("<x/>".repeat(3), "Content-Type", "text/xml");
        HttpResponse<String> typed = send(request(gateway, "/events/till.receipt")
                .setHeader("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("a")));
        // Each may still be sending when it is refused; it has to see why.
        for (int i = 0; i < 20; i++) {
            assertThat(post("x".repeat(1_000_000)).statusCode()).isEqualTo(413);
        }
        HttpResponse<String> large = post("x".repeat(100_001));
        HttpResponse<String> chunked = send(request(gateway, "/events/till.receipt")
                .POST(BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream("y".repeat(300_000).getBytes(UTF_8)))));
        HttpResponse<String> event = post("{\"number\":\"" + "z".repeat(11_000) + "\"}");

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertThat(xml.statusCode()).isIn(400, 415);
        assertThat(typed.statusCode()).isEqualTo(415);
        assertThat(typed.headers().firstValue("Accept-Post").orElse("")).contains("application/x-ndjson");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(event.statusCode()).isEqualTo(413);
        assertThat(socket().answer("POST /events/till.receipt HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                        + "\r\nContent-Type: application/json\r\n\r\n"))
                .startsWith("HTTP/1.1 411");
    }

    /** R37: each is refused in time and by name, and others are served meanwhile. */
    @Test
    void shouldServeOthersWhileClientsAreSlowHugeOrHostile() throws Exception {
        String start = "POST /events/till.receipt HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: application/json\r\n";
        List<CompletableFuture<String>> slow = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String head = i % 2 == 0 ? start + "Content-Length: 100\r\n\r\n{" : start;
            slow.add(CompletableFuture.supplyAsync(() -> dripped(head), runnable -> {
                Thread thread = new Thread(runnable, "slow client");
                thread.setDaemon(true);
                thread.start();
            }));
        }

        for (int i = 0; i < 20; i++) {
            assertThat(post("{\"number\":\"meanwhile-" + i + "\"}").statusCode())
                    .isEqualTo(202);
        }
        assertThat(socket().answer(start + "X: " + "h".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        for (String path :
                List.of("/events/../../etc/passwd", "/events/..%2f..%2fetc%2fpasswd", "/%2e%2e/x", "/a//b")) {
            assertThat(socket().answer("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                            + "\r\n\r\n"))
                    .matches("(?s)HTTP/1\\.1 40[04].*");
        }
        assertThat(socket().answer("GARBAGE\0\1\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(socket().drip(
                                "GET /nothing HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n"
                                        + start,
                                2))
                .as("a second request that does not end")
                .startsWith("HTTP/1.1 404")
                .contains("HTTP/1.1 408");
        for (CompletableFuture<String> one : slow) {
            assertThat(one.get()).startsWith("HTTP/1.1 408");
        }
        assertThat(post("{\"number\":\"after\"}").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldBoundWhatOneTokenSendsAndWhatIsInFlight() throws Exception {
        try (Gateway slowly = Gateway.start(List.of(event), settings(2, Duration.ofSeconds(3), 5))) {
            HttpResponse<String> tooMuch = send(
                    request(slowly, "/events/till.receipt").POST(BodyPublishers.ofString("{\"number\":\"bound\"}")));
            assertThat(tooMuch.statusCode()).isEqualTo(429);
            assertThat(tooMuch.headers().firstValue("Retry-After")).isPresent();
        }
        try (Gateway slowly = Gateway.start(List.of(event), settings(2, Duration.ofSeconds(3), 1 << 20))) {
            String ten = "[" + "{\"number\":\"rate\"},".repeat(9) + "{\"number\":\"rate\"}]";
            HttpRequest.Builder request = request(slowly, "/events/till.receipt");
            assertThat(send(request.POST(BodyPublishers.ofString(ten))).statusCode())
                    .isEqualTo(202);
            HttpResponse<String> tooMany = send(request.POST(BodyPublishers.ofString(ten)));
            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(
                            tooMany.headers().firstValue("Retry-After").orElseThrow()))
                    .isGreaterThan(1);
        }
    }

    @Test
    void shouldRefuseWhileNoBrokerAnswersAndGoOnByItself() throws Exception {
        try {
            TestPlatform.get().kafka().kill();
            awaitTrue(() -> statusOf("{\"number\":\"away\"}") == 503);
            HttpResponse<String> away = post("{\"number\":\"away\"}");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(gateway.isReady()).isFalse();
        } finally {
            TestPlatform.get().kafka().restart();
        }
        awaitTrue(() -> statusOf("{\"number\":\"back\"}") == 202);
        assertThat(written("back")).isNotEmpty();
    }

    @Test
    void shouldAnswerWhatItHasTakenWhenItStops() throws Exception {
        Gateway ending = Gateway.start(List.of(event), settings(0, Duration.ofSeconds(3), 1 << 20));
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(CLIENT.sendAsync(
                    request(ending, "/events/till.receipt")
                            .POST(BodyPublishers.ofString("{\"number\":\"ending-" + i + ".\"}"))
                            .build(),
                    BodyHandlers.ofString()));
        }
        answers.get(0).get();
        ending.close();

        int accepted = 0;
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            // What came after the end of listening is refused, by an answer or by the connection.
            int status = answer.handle((response, failure) -> failure == null ? response.statusCode() : 0)
                    .get();
            assertThat(status).isIn(0, 202, 503);
            accepted += status == 202 ? 1 : 0;
        }
        assertThat(written("ending-").stream()
                        .map(record -> new String(record.key(), UTF_8))
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(accepted);
    }

    @Test
    void shouldNotListenToOthersWithoutTokensAndACertificate() {
        GatewaySettings open = new GatewaySettings(
                kafka(),
                new Address("0.0.0.0", 0, false),
                Optional.empty(),
                Optional.empty(),
                new Limits(1, 1, 1, 0, PATIENCE),
                Optional.empty(),
                new SimpleMeterRegistry());

        assertThatThrownBy(() -> Gateway.start(List.of(event), open))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("gateway.tokens.file")
                .hasMessageContaining("gateway.tls.certificate.file");
    }

    private static String dripped(String head) {
        try {
            return socket().drip(head, 1);
        } catch (IOException | InterruptedException e) {
            return "failed: " + e;
        }
    }

    private static int statusOf(String body) {
        try {
            return post(body).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
