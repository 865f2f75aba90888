package io.millrace.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of Java topologies in one test: three products of two domains, joined and summed by code that runs from its
 * jar in a process that is killed under load, come to what SQL says of the database and the events; and no clear value is in any topic or log
 * of it.
 */
@Tag("any-platform")
class CustomerViewSurvivesAKillTest {
    private static final String ENVIRONMENT = "view";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** More than is committed at once. */
    private static final int ROWS = 50;

    @TempDir
    private Path folder;

    @Test
    void shouldEqualWhatSqlSaysAfterAKill() throws Exception {
        long seed = new Random().nextLong();
        Path shop = ProjectRoot.resolve("examples/shop");
        Path jar = folder.resolve("customer-360.jar");
        Path keys = folder.resolve("keys");
        Path product = shop.resolve("customers/customer-360");
        String classes = product.resolve("target/classes").toString();
        finish("package", product.toString(), "--output", jar.toString(), "--classes", classes);
        finish("keys", "generate", shop.toString(), "--out", keys.toString());
        TestPlatform platform = AnyPlatform.get();
        try (TestPlatform.DatabaseServer server = platform.startDatabase();
                ShopLoad load = new ShopLoad(
                        platform,
                        server.address(),
                        ENVIRONMENT,
                        shop.resolve("sources/schema.sql"),
                        new Random(seed))) {
            Path settings = settings(platform, server.address(), keys, "shop");
            Path own = settings(platform, server.address(), keys, "customer-360");
            finish("apply", shop.toString(), "--environment", ENVIRONMENT, "--config", settings.toString());
            try (MillraceProcess ingest = start("ingest", shop, settings);
                    MillraceProcess contracts = start("run", shop, settings)) {
                load.step(40);
                MillraceProcess customers = start("run", jar, own);
                try {
                    String topic = ENVIRONMENT + ".customers.customer-360.customer-360.v1";
                    CustomerView view = new CustomerView(platform, ENVIRONMENT, keys);
                    load.awaitRows(topic, 1, PATIENCE);
                    try (ShopLoad.Flow flow = load.flow()) {
                        load.awaitRows(topic, view.rows() + ROWS, PATIENCE);
                        customers.close();
                        int written = view.rows();
                        customers = start("run", jar, own);
                        load.awaitRows(topic, written + ROWS, PATIENCE);
                        flow.end();
                    }

                    view.await(load.expected(), PATIENCE, "seed " + seed);

                    assertThat(ingest.isAlive()).as("ingestion").isTrue();
                    assertThat(contracts.isAlive())
                            .as("the shop's other products")
                            .isTrue();
                    assertThat(customers.isAlive()).as("the Java topology").isTrue();
                    assertThat(view.topicsHolding(ShopLoad.CANARY))
                            .as("topics of the product with a clear value")
                            .isEmpty();
                    assertThat(customers.printed()).doesNotContain(ShopLoad.CANARY);
                    shouldTellInternalTopicsFromTheJar(jar, own);
                } finally {
                    customers.close();
                }
            }
        }
    }

    /** Only the code in the jar tells them; the product runs, so that nothing is deleted. */
    private void shouldTellInternalTopicsFromTheJar(Path jar, Path settings) throws Exception {
        String planned = finish("plan", jar.toString(), "--environment", ENVIRONMENT, "--config", settings.toString());
        assertThat(planned).contains("nothing to change").doesNotContain("missing from this plan");
        assertThat(finish("plan", jar.toString(), "--topology", "text")).contains("orders-by-customer");

        Path output = folder.resolve("destroy.log");
        String config = settings.toString();
        assertThat(MillraceProcess.run(
                        output,
                        "destroy",
                        jar.toString(),
                        "--environment",
                        ENVIRONMENT,
                        "--config",
                        config,
                        "--output",
                        "json"))
                .isOne();
        String told = Files.readString(output);
        JsonNode destroyed = new ObjectMapper().readTree(told.substring(told.indexOf('{')));
        assertThat(destroyed.path("pending").asBoolean()).isTrue();
        assertThat(destroyed.path("conflicts").toString()).contains("has members");
        assertThat(destroyed.path("deleted")).isEmpty();
        assertThat(destroyed.path("deletions").toString())
                .contains(
                        "delete topic view.customers.customer-360.customer-360.v1",
                        "-changelog and all its records (internal)",
                        "-repartition and all its records (internal)");
    }

    private String finish(String... arguments) throws Exception {
        Path output = folder.resolve(arguments[0] + ".log");
        int code = MillraceProcess.run(output, arguments);
        assertThat(code).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private MillraceProcess start(String command, Path mesh, Path settings) throws IOException {
        Path output = folder.resolve(command + "-" + settings.getFileName() + ".log");
        return MillraceProcess.start(
                output,
                command,
                mesh.toString(),
                "--environment",
                ENVIRONMENT,
                "--config",
                settings.toString(),
                "--apply");
    }

    private Path settings(TestPlatform platform, DatabaseAddress database, Path keys, String name) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap.servers", platform.bootstrapServers());
        settings.put("registry.url", platform.registryUrl().toString());
        settings.put("privacy.keys.file", keys.toString());
        settings.put("state.directory", folder.resolve("state-" + name).toString());
        settings.put("instance.id", "test");
        settings.put("management.port", "0");
        // Plans grant it what its code needs, and so have to load that.
        settings.put("product.customer-360.principal", "User:customer-360");
        String prefix = "source.shop-db.database.";
        settings.put(prefix + "host", database.host());
        settings.put(prefix + "port", String.valueOf(database.port()));
        settings.put(prefix + "name", database.name());
        settings.put(prefix + "user", database.user());
        settings.put(prefix + "password", database.password());
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Files.writeString(folder.resolve(name), text);
    }
}
