package io.millrace.tests.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.OutputPort;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.SharedPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same kind of event comes in every way there is: as JSON alone and in an array, one a line, as CloudEvents in
 * three modes, from a file by command, and as an upload; some of it twice. Each is at the output port once, masked, and
 * a person has one token whichever way they came.
 */
class EntrancesTest {
    private static final Path MESH = ProjectRoot.resolve("topology-tests/src/test/cases/meshes/entrances");
    private static final String SALES = "/events/till.sale-made";
    private static final String CLOUD = "application/cloudevents+json";
    private static final Pattern URL = Pattern.compile("kinds of events at (http://\\S+)/events/");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    /** What was sent: the person by sale. The total of a sale is its number. */
    private final Map<String, String> sent = new TreeMap<>();

    private String gateway = "";

    @Test
    void shouldHaveEachEventAtTheOutputPortOnceAndMaskedWhicheverWayItCame() throws Exception {
        EmbeddedPlatform platform = SharedPlatform.get();
        String settings = settings(platform);
        Path output = folder.resolve("commands.out");
        assertThat(MillraceProcess.run(
                        output,
                        "keys",
                        "generate",
                        MESH.toString(),
                        "--out",
                        folder.resolve("keys").toString()))
                .isZero();
        assertThat(MillraceProcess.run(output, "apply", MESH.toString(), "--config", settings))
                .as("apply, see %s", output)
                .isZero();
        try (MillraceProcess run =
                        MillraceProcess.start(folder.resolve("run.log"), "run", MESH.toString(), "--config", settings);
                MillraceProcess gate = MillraceProcess.start(
                        folder.resolve("gateway.log"), "gateway", MESH.toString(), "--config", settings, "--apply");
                OutputPort sales =
                        new OutputPort(platform, "till.sales.sales.v1", List.of("sale_id", "email", "total"));
                OutputPort shops = new OutputPort(platform, "till.shops.shops.v1", List.of("shop_id", "city"))) {
            gate.awaitPrinted("kinds of events at ");
            Matcher url = URL.matcher(gate.printed());
            assertThat(url.find()).as(gate.printed()).isTrue();
            gateway = url.group(1);

            sendEvents();
            loadFile(settings);
            uploadFiles();

            await(sales, sent.keySet(), run, gate);
            await(shops, java.util.Set.of("s1", "s3"), run, gate);
            verify(sales);
            assertThat(shops.rows()).containsEntry("s1", "s1|Lyon").containsEntry("s3", "s3|Graz");
        }
    }

    private void sendEvents() throws Exception {
        assertThat(post(SALES, "application/json", sale(1, "ada")).statusCode()).isEqualTo(202);
        String batch = "[" + sale(2, "grace") + "," + sale(3, "ada") + "]";
        assertThat(post(SALES, "application/json", batch).body()).isEqualTo("{\"accepted\":2}");
        assertThat(post(SALES, "application/json", batch).statusCode())
                .as("sent again")
                .isEqualTo(202);
        assertThat(post(SALES, "application/x-ndjson", sale(4, "grace") + "\n" + sale(5, "linus") + "\n")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post(SALES, CLOUD, cloud(6, "ada")).statusCode()).isEqualTo(202);
        assertThat(post(
                                SALES,
                                "application/cloudevents-batch+json",
                                "[" + cloud(7, "linus") + "," + cloud(8, "grace") + "]")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post(
                                SALES,
                                "application/json",
                                sale(9, "ada"),
                                "ce-specversion",
                                "1.0",
                                "ce-id",
                                "9",
                                "ce-source",
                                "/till",
                                "ce-type",
                                "sale")
                        .statusCode())
                .isEqualTo(202);
        HttpResponse<String> refused = post(
                SALES,
                "application/json",
                "[{\"sale_id\":\"x\",\"email\":\"eve@post.example\",\"total\":1},{\"sale_id\":\"y\"}]");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("/1/email", "/1/total").doesNotContain("eve");
    }

    private void loadFile(String settings) throws Exception {
        Path file = Files.writeString(
                folder.resolve("sales.csv"),
                "sale_id,email,total\n" + row(10, "grace") + row(11, "ada") + "z,eve@post.example,-1\n");
        Path output = folder.resolve("file.out");
        String[] command = {
            "ingest",
            "file",
            file.toString(),
            "--event",
            "till.sale-made",
            "--mesh",
            MESH.toString(),
            "--config",
            settings
        };
        assertThat(MillraceProcess.run(output, command)).as("a row is rejected").isEqualTo(1);
        assertThat(Files.readString(output)).contains("loaded 2 of 3 rows", "rejected 1 rows");
        assertThat(Files.readString(folder.resolve("sales.csv.rejects.ndjson")))
                .contains("\"line\":4")
                .doesNotContain("eve");
    }

    private void uploadFiles() throws Exception {
        String csv = "sale_id,email,total\n" + row(12, "linus") + row(13, "GRACE") + "z,eve@post.example,-1\n";
        HttpResponse<String> first = post("/files/till.sale-made?name=more.csv", "text/csv", csv);
        HttpResponse<String> again = post("/files/till.sale-made?name=more.csv", "text/csv", csv);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(first.body())
                .contains("\"taken\":2,\"rejected\":1,\"loadedBefore\":0", "\"line\":4", "/total")
                .doesNotContain("eve");
        assertThat(again.body()).contains("\"loadedBefore\":3");
        String full = "/files/till.shop-state?name=shops.csv&full-snapshot=true&deleted=state%3Dclosed";
        assertThat(post(full, "text/csv", "shop_id,city\ns1,Lyon\ns2,Oslo\ns3,Graz\n")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post(full, "text/csv", "shop_id,city\ns1,Lyon\ns3,Graz\n").body())
                .contains("\"deleted\":1");
    }

    private static void await(OutputPort port, java.util.Set<String> keys, MillraceProcess run, MillraceProcess gate)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!port.rows().keySet().equals(keys)) {
            assertThat(run.isAlive()).as(run.printed()).isTrue();
            assertThat(gate.isAlive()).as(gate.printed()).isTrue();
            assertThat(System.nanoTime())
                    .as("%s instead of %s", port.rows().keySet(), keys)
                    .isLessThan(deadline);
            port.read();
        }
    }

    private void verify(OutputPort sales) {
        assertThat(sales.lines()).as("each once").hasSize(sent.size());
        Map<String, String> tokens = new HashMap<>();
        sales.rows().forEach((key, row) -> {
            String[] columns = row.split("\\|", -1);
            assertThat(columns[2]).isEqualTo(key);
            assertThat(columns[1])
                    .as("a token")
                    .doesNotContain("@", "post")
                    .isEqualTo(tokens.computeIfAbsent(sent.getOrDefault(key, ""), person -> columns[1]));
        });
        assertThat(tokens).hasSize(3);
        assertThat(new HashSet<>(tokens.values())).as("one token a person").hasSize(3);
    }

    private String sale(int number, String person) {
        sent.put(String.valueOf(number), person.toLowerCase(java.util.Locale.ROOT));
        return "{\"sale_id\":\"" + number + "\",\"email\":\"" + person + "@post.example\",\"total\":" + number + "}";
    }

    private String cloud(int number, String person) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + number + "\",\"source\":\"/till\",\"type\":\"sale\",\"data\":"
                + sale(number, person) + "}";
    }

    private String row(int number, String person) {
        sent.put(String.valueOf(number), person.toLowerCase(java.util.Locale.ROOT));
        return number + "," + person + "@post.example," + number + "\n";
    }

    private HttpResponse<String> post(String path, String type, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private String settings(EmbeddedPlatform platform) throws Exception {
        return Files.writeString(folder.resolve("millrace.properties"), """
                        kafka.bootstrap.servers=%s
                        registry.url=%s
                        privacy.keys.file=%s
                        state.directory=%s
                        management.port=0
                        gateway.port=0
                        gateway.files=true
                        gateway.files.snapshots=till.shop-state
                        """.formatted(
                                platform.bootstrapServers(),
                                platform.registryUrl(),
                                folder.resolve("keys"),
                                folder.resolve("state")))
                .toString();
    }
}
