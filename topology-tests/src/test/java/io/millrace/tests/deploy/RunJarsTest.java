package io.millrace.tests.deploy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.contracts.jar.TopologyJar;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several jars in one process: what is whole runs, and everything else is refused by name before any record of it is
 * read. One good jar stands between bad ones of every kind.
 */
@Tag("any-platform")
class RunJarsTest {
    private static final String SHOP = ProjectRoot.resolve("examples/shop").toString();
    private static final String PAYMENTS = SHOP + "/checkout/payments";
    private static final Pattern STATUS = Pattern.compile("status at (http://\\S+)/status");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void shouldRunWhatIsWholeAndRefuseTheRestByName() throws Exception {
        Path output = folder.resolve("commands.out");
        Path good = folder.resolve("payments.jar");
        Path keys = folder.resolve("keys");
        assertThat(MillraceProcess.run(output, "package", PAYMENTS, "--output", good.toString()))
                .as(Files.readString(output))
                .isZero();
        assertThat(MillraceProcess.run(output, "keys", "generate", good.toString(), "--out", keys.toString()))
                .isZero();
        String digest = TopologyJar.open(good).manifest().digest();
        Path truncated = folder.resolve("truncated.jar");
        byte[] whole = Files.readAllBytes(good);
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
        Path altered = folder.resolve("altered.jar");
        byte[] other = new String(whole, ISO_8859_1)
                .replace("view: history", "view: latest ")
                .getBytes(ISO_8859_1);
        Files.write(altered, other);
        Path rival = Rival.jar(folder, output);
        Path later = UnfitJars.later(folder, output);
        Path unloadable = UnfitJars.unloadable(folder, output);

        try (MillraceProcess run = MillraceProcess.start(
                output,
                "run",
                truncated.toString(),
                good.toString(),
                altered.toString(),
                rival.toString(),
                later.toString(),
                unloadable.toString(),
                "--environment",
                "jars",
                "--apply",
                "--config",
                settings(keys).toString())) {
            String management = management(run);
            Map<String, JsonNode> products = awaitRunning(management, run);

            JsonNode payments = product(products, "checkout.payments");
            assertThat(payments.path("version").asText()).isEqualTo("1.0.0");
            assertThat(payments.path("digest").asText()).isEqualTo(digest);
            assertThat(reason(products, truncated.toString())).contains("truncated or no jar");
            assertThat(reason(products, altered.toString())).contains("altered after it was packaged");
            assertThat(reason(products, "finance.payments"))
                    .contains("topic jars.checkout.payments.payments.v1 is written by its owner checkout.payments");
            assertThat(reason(products, later.toString())).contains("format 2, written by Millrace 99.0.0");
            assertThat(reason(products, UnfitJars.UNLOADABLE)).contains("shop.checkout.RevenueByDay");
            assertNothingIsThereOf("finance.payments", UnfitJars.LATER, UnfitJars.UNLOADABLE);
            assertThat(get(management + "/metrics"))
                    .contains("millrace_product_info{digest=\"" + digest
                            + "\",product=\"checkout.payments\",version=\"1.0.0\"} 1")
                    .contains("millrace_product_state{product=\"finance.payments\",state=\"refused\"} 1.0");
            String port = management.substring(management.lastIndexOf(':') + 1);
            Path told = folder.resolve("status.out");
            assertThat(MillraceProcess.run(told, "status", "--set", "management.port=" + port))
                    .isZero();
            assertThat(Files.readString(told))
                    .contains("product checkout.payments  version 1.0.0  digest " + digest, "state refused");
        }
        Path rest = folder.resolve("rest.out");

        Path blocked = Files.createDirectories(folder.resolve("blocked"));
        Files.writeString(blocked.resolve("code"), "a file where the code of jars is copied to");

        // The owner does not run now, but the registry knows whose records the topic holds.
        int exit = MillraceProcess.run(
                rest,
                "run",
                rival.toString(),
                truncated.toString(),
                unloadable.toString(),
                "--environment",
                "jars",
                "--apply",
                "--config",
                settings(keys).toString(),
                "--set",
                "state.directory=" + blocked);

        assertThat(exit).as(Files.readString(rest)).isOne();
        assertThat(Files.readString(rest))
                .contains(
                        "refused checkout.revenue-by-day 1.0.0: its code cannot be copied below " + blocked,
                        "every product has stopped: finance.payments failed",
                        "subject jars.checkout.payments.payments.v1-value: holds records of"
                                + " shop.checkout.payments.Payment",
                        "the topic is another product's");
    }

    /** Neither a topic nor a consumer group, with which offsets would be kept, of products that were refused. */
    private static void assertNothingIsThereOf(String... products) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", AnyPlatform.get().bootstrapServers()))) {
            Set<String> names = new TreeSet<>(admin.listTopics().names().get());
            admin.listGroups().all().get().forEach(group -> names.add(group.groupId()));
            assertThat(names).as("what runs has both").contains("jars.checkout.payments");
            for (String product : products) {
                assertThat(names).noneMatch(name -> name.startsWith("jars." + product));
            }
        }
    }

    private Path settings(Path keys) throws IOException {
        TestPlatform platform = AnyPlatform.get();
        return Files.writeString(
                folder.resolve("ops.properties"),
                String.join(
                        "\n",
                        "kafka.bootstrap.servers=" + platform.bootstrapServers(),
                        "registry.url=" + platform.registryUrl(),
                        "privacy.keys.file=" + keys,
                        "state.directory=" + folder.resolve("state"),
                        "management.port=0",
                        // Of a product that runs elsewhere: the file is for all processes of the platform.
                        "product.customers.kafka.client.id=customers",
                        ""));
    }

    private static String management(MillraceProcess run) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (run.isAlive() && System.nanoTime() < deadline) {
            Matcher found = STATUS.matcher(run.printed());
            if (found.find()) {
                return found.group(1);
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the process does not run:\n" + run.printed());
    }

    private Map<String, JsonNode> awaitRunning(String management, MillraceProcess run) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Map<String, JsonNode> products = new HashMap<>();
            new ObjectMapper()
                    .readTree(get(management + "/status"))
                    .path("products")
                    .forEach(product -> products.put(product.path("product").asText(), product));
            JsonNode payments = products.get("checkout.payments");
            if (payments != null && payments.path("state").asText().equals("running")) {
                return products;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("not running in time:\n" + run.printed());
    }

    private static JsonNode product(Map<String, JsonNode> products, String name) {
        assertThat(products).containsKey(name);
        return Objects.requireNonNull(products.get(name));
    }

    private static String reason(Map<String, JsonNode> products, String name) {
        JsonNode product = product(products, name);
        assertThat(product.path("state").asText()).isEqualTo("refused");
        return product.path("reason").asText();
    }

    private String get(String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
