package io.millrace.tests.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.MillraceProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product and a gateway that are there before the broker and the registry are. */
class StartInAnyOrderTest {
    @TempDir
    private Path folder;

    @Test
    void shouldWaitRedAndAliveUntilTheOthersAreThere() throws Exception {
        Path product = PrintsMesh.FIRST.write(folder);
        String keys = folder.resolve("keys").toString();
        assertThat(MillraceProcess.run(
                        folder.resolve("keys.log"), "keys", "generate", product.toString(), "--out", keys))
                .isZero();
        int broker = ManagedProcess.freePort();
        int registry = ManagedProcess.freePort();
        List<String> elsewhere = List.of(
                "--set", "kafka.bootstrap.servers=127.0.0.1:" + broker,
                "--set", "registry.url=http://127.0.0.1:" + registry + "/apis/ccompat/v7",
                "--set", "privacy.keys.file=" + keys,
                "--set", "state.directory=" + folder.resolve("state"),
                "--set", "gateway.port=0");
        try (ManagedProcess run = start("run", product, elsewhere, "--apply");
                ManagedProcess impatient = start("run", product, elsewhere, "--apply");
                ManagedProcess gateway = start("gateway", product, elsewhere, "--apply")) {
            run.awaitReadiness(
                    "waiting for a broker",
                    answer -> answer.statusCode() == 503
                            && answer.body().contains("\"stage\" : \"broker\"")
                            && answer.body().contains("\"waiting\""));
            assertThat(run.get("/health/live").orElseThrow().statusCode()).isEqualTo(200);
            gateway.awaitReadiness("waiting for a broker", answer -> answer.statusCode() == 503);

            impatient.awaitReadiness("waiting", answer -> answer.body().contains("\"waiting\""));
            long millis = impatient.terminate();
            System.out.println("stopped while waiting in " + millis + " ms");
            assertThat(impatient.exitCode()).isZero();

            try (var brokers = EmbeddedPlatform.builder()
                    .withoutDatabase()
                    .withoutRegistry()
                    .kafkaPort(broker)
                    .start()) {
                run.awaitReadiness(
                        "waiting for a registry", answer -> answer.body().contains("\"stage\" : \"registry\""));
                gateway.awaitReady();
                try (var registries = EmbeddedPlatform.builder()
                        .withoutDatabase()
                        .withoutKafka()
                        .registryPort(registry)
                        .start()) {
                    run.awaitReady();
                    assertThat(run.get("/health/ready").orElseThrow().body()).contains("\"waitsFor\" : { }");
                    run.terminate();
                    assertThat(run.exitCode()).isZero();
                    assertThat(registries.registryUrl().getPort()).isEqualTo(registry);
                }
                assertThat(brokers.bootstrapServers()).endsWith(":" + broker);
            }
        }
    }

    private ManagedProcess start(String command, Path product, List<String> settings, String... more) throws Exception {
        List<String> arguments = new java.util.ArrayList<>(List.of(command, product.toString()));
        arguments.addAll(settings);
        arguments.addAll(List.of(more));
        return ManagedProcess.start(folder.resolve(command + System.nanoTime() + ".log"), arguments);
    }
}
