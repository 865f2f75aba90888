package io.millrace.ingest.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.TestPlatform;
import io.millrace.ingest.file.FileTopics;
import io.millrace.ingest.gateway.GatewaySettings.Address;
import io.millrace.ingest.gateway.GatewaySettings.Limits;
import io.millrace.ingest.gateway.request.AccessTokens;
import io.millrace.ingest.gateway.upload.UploadSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files through the gateway into a real broker. */
class UploadTest {
    private static final String PROPERTIES = """
            - {name: number, logicalType: string, required: true, primaryKey: true}
            - {name: total, logicalType: integer, logicalTypeOptions: {minimum: 0}}
            - {name: state, logicalType: string}
            """;
    private static final String FILES = "/files/till.receipt";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = AccessTokens.generate(new SecureRandom());
    private static final String OTHER = AccessTokens.generate(new SecureRandom());
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    static Path folder;

    private static DomainEvent event;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        event = Events.receipt(folder.resolve("mesh"), "json", "upload-test", PROPERTIES);
        Path tokens = Files.writeString(
                folder.resolve("tokens"),
                AccessTokens.line("till", "clerk", TOKEN) + "\n" + AccessTokens.line("bar", "clerk", OTHER) + "\n");
        try (Admin admin = Admin.create(Map.copyOf(kafka()))) {
            EventTopics.apply(admin, List.of(event), step -> {});
            FileTopics.apply(admin, "upload-test.files", List.of(event), step -> {});
        }
        gateway = Gateway.start(
                List.of(event),
                new GatewaySettings(
                        kafka(),
                        new Address("127.0.0.1", 0, false),
                        Optional.of(tokens),
                        Optional.empty(),
                        new Limits(100_000, 10_000, 1 << 20, 0, Duration.ofSeconds(2)),
                        Optional.of(new UploadSettings(
                                "upload-test.files",
                                folder.resolve("spool"),
                                2_000_000,
                                2,
                                Duration.ofSeconds(4),
                                Set.of("till.receipt"),
                                Optional.empty())),
                        new SimpleMeterRegistry()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", TestPlatform.get().bootstrapServers());
    }

    private static HttpResponse<String> send(String path, String token, String type, BodyPublisher body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type);
        return CLIENT.send(request.POST(body).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> upload(String query, String csv) throws Exception {
        return send(FILES + query, TOKEN, "text/csv; charset=utf-8", BodyPublishers.ofString(csv));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
    }

    private static List<String> written(String marker) {
        return WrittenEvents.with(marker, event).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    @Test
    void shouldLoadEachRowOnceAndTellWhatWasLeftOutWithoutItsValues() throws Exception {
        String csv = "number;total\n"
                + IntStream.range(0, 5_000)
                        .mapToObj(i -> i % 1000 == 7 ? "once-" + i + ";secret-total" : "once-" + i + ";" + i)
                        .collect(Collectors.joining("\n"));

        HttpResponse<String> dry = upload("?delimiter=%3B&dry-run=true", csv);
        assertThat(written("once-")).isEmpty();
        HttpResponse<String> first = upload("?delimiter=%3B&name=once.csv", csv);
        HttpResponse<String> again = upload("?delimiter=%3B", csv);

        assertThat(dry.body()).contains("\"rows\":5000,\"taken\":4995,\"rejected\":5", "\"dryRun\":true");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body())
                .contains("\"rows\":5000,\"taken\":4995,\"rejected\":5,\"loadedBefore\":0")
                .contains("{\"line\":9,\"pointer\":\"/total\",\"detail\":")
                .doesNotContain("secret");
        assertThat(again.body()).contains("\"loadedBefore\":5000", "\"rejectedRowsNotListed\":5");
        assertThat(written("once-")).hasSize(4_995).doesNotHaveDuplicates();
        assertThat(get(FILES).body()).contains("\"phase\":\"done\"", "\"rows\":5000,\"rejected\":5");
        assertThat(get("/files").body()).contains("{\"name\":\"till.receipt\",\"fullSnapshots\":true}");
        try (Stream<Path> left = Files.list(folder.resolve("spool"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void shouldTakeLinesOfJsonAndDeleteWhatAFullSnapshotLacks() throws Exception {
        String snapshot = "?name=all.ndjson&full-snapshot=true&deleted=state%3Dclosed&max-deletes=60";
        String lines = "{\"number\":\"all-1\",\"state\":\"open\"}\n{\"number\":\"all-2\",\"state\":\"open\"}\n";

        HttpResponse<String> first =
                send(FILES + snapshot, TOKEN, "application/x-ndjson", BodyPublishers.ofString(lines));
        HttpResponse<String> second = send(
                FILES + snapshot,
                TOKEN,
                "application/x-ndjson",
                BodyPublishers.ofString(lines.substring(0, lines.indexOf('\n'))));

        assertThat(first.body()).contains("\"taken\":2").contains("\"deleted\":0");
        assertThat(second.body()).contains("\"taken\":1").contains("\"deleted\":1");
        assertThat(written("all-")).hasSize(3).contains("{\"number\":\"all-2\",\"state\":\"closed\"}");
    }

    @Test
    void shouldRefuseWithAReasonThatHoldsNoValue() throws Exception {
        HttpResponse<String> noNames = upload("", "Ada,7\nGrace,8\n");
        HttpResponse<String> typo = upload("?delimeter=x", "number\n1\n");
        HttpResponse<String> several = upload("?encoding=klingon&max-deletes=some&full-snapshot=true", "number\n1\n");

        assertThat(noNames.statusCode()).isEqualTo(400);
        assertThat(noNames.body())
                .contains("none is a field of contract till.receipt (number, total, state)")
                .doesNotContain("Ada");
        assertThat(typo.statusCode()).isEqualTo(400);
        assertThat(typo.body()).contains("Did you mean 'delimiter'?");
        assertThat(several.body()).contains("encoding is", "max-deletes is", "FIELD=VALUE");
        assertThat(upload("?quote=xy", "number\n1\n").body()).contains("quote is one character");
        assertThat(send(FILES, OTHER, "text/csv", BodyPublishers.ofString("number\n"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(FILES, "mrt_none", "text/csv", BodyPublishers.ofString("number\n"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(FILES, TOKEN, "application/xml", BodyPublishers.ofString("<a/>"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send("/files/till.recipt", TOKEN, "text/csv", BodyPublishers.ofString("number\n"))
                        .body())
                .contains("till.receipt");
    }

    @Test
    void shouldBoundWhatASenderMayAskFor() throws Exception {
        byte[] large = new byte[2_000_001];
        java.util.Arrays.fill(large, (byte) 'x');

        HttpResponse<String> announced = send(FILES, TOKEN, "text/csv", BodyPublishers.ofByteArray(large));
        HttpResponse<String> chunked = send(
                FILES, TOKEN, "text/csv", BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));

        assertThat(announced.statusCode()).isEqualTo(413);
        assertThat(chunked.statusCode()).isEqualTo(413);
        var socket = new HttpSocket(URI.create(gateway.url()));
        assertThat(socket.answer(broken("number\nbroken-1\n"))).contains(" 408 ");
        socket.abandon(broken("number\nbroken-2\n"));
        assertThat(uploadOnceFree("number\nwhole-1\n").statusCode()).isEqualTo(200);
        assertThat(written("broken-")).isEmpty();
        assertThat(written("whole-")).hasSize(1);
    }

    @Test
    void shouldServeThePageToEverybody() throws Exception {
        for (String path : List.of("/upload", "/upload.js", "/upload.css")) {
            HttpResponse<String> page = CLIENT.send(
                    HttpRequest.newBuilder(URI.create(gateway.url() + path)).build(), BodyHandlers.ofString());

            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
            assertThat(page.body()).doesNotContain("till");
        }
    }

    /** The event of a file that was broken off is free once that was noticed. */
    private static HttpResponse<String> uploadOnceFree(String csv) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer = upload("", csv);
        while (answer.statusCode() == 409 && System.nanoTime() < deadline) {
            Thread.sleep(50);
            answer = upload("", csv);
        }
        return answer;
    }

    /** A request that announces more than it sends. */
    private static String broken(String start) {
        return "POST " + FILES + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + TOKEN
                + "\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\n" + start;
    }
}
