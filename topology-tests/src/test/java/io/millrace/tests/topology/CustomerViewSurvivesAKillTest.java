package io.millrace.tests.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of Java topologies in one test: three products of two domains, joined and summed by code in a process that
 * is killed under load, come to what SQL says of the database and the events; and no clear value is in any topic or log
 * of it.
 */
class CustomerViewSurvivesAKillTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void shouldEqualWhatSqlSaysAfterAKill() throws Exception {
        long seed = new Random().nextLong();
        Path shop = ProjectRoot.resolve("examples/shop");
        Path product = shop.resolve("customers/customer-360");
        Path keys = folder.resolve("keys");
        finish("keys", "generate", shop.toString(), "--out", keys.toString());
        try (EmbeddedPlatform platform =
                        EmbeddedPlatform.builder().workDirectory(folder).start();
                ShopLoad load = new ShopLoad(platform, shop.resolve("sources/schema.sql"), new Random(seed))) {
            Path settings = settings(platform, keys, "shop");
            Path own = settings(platform, keys, "customer-360");
            finish("apply", shop.toString(), "--config", settings.toString());
            try (MillraceProcess ingest = start("ingest", shop, settings);
                    MillraceProcess contracts = start("run", shop, settings)) {
                load.step(40);
                MillraceProcess customers = start("run", product, own);
                try {
                    load.awaitRows("customers.customer-360.customer-360.v1", 1, PATIENCE);
                    load.step(400);
                    customers.close();
                    load.step(200);
                    customers = start("run", product, own);
                    load.step(200);
                    CustomerView view = new CustomerView(platform, keys);

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
                } finally {
                    customers.close();
                }
            }
        }
    }

    private void finish(String... arguments) throws Exception {
        Path output = folder.resolve(arguments[0] + ".log");
        int code = MillraceProcess.run(output, arguments);
        assertThat(code).as(Files.readString(output)).isZero();
    }

    private MillraceProcess start(String command, Path mesh, Path settings) throws IOException {
        Path output = folder.resolve(command + "-" + settings.getFileName() + ".log");
        return MillraceProcess.start(output, command, mesh.toString(), "--config", settings.toString(), "--apply");
    }

    private Path settings(EmbeddedPlatform platform, Path keys, String name) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap.servers", platform.bootstrapServers());
        settings.put("registry.url", platform.registryUrl().toString());
        settings.put("privacy.keys.file", keys.toString());
        settings.put("state.directory", folder.resolve("state-" + name).toString());
        settings.put("instance.id", "test");
        settings.put("management.port", "0");
        var database = platform.database();
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
