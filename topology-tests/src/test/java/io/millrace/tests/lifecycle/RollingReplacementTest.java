package io.millrace.tests.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.tests.lifecycle.PrintsOutput.Sheet;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The versions of one product under load: a second one joins the first, which leaves by SIGTERM; one that breaks
 * consumers is refused; then back to the first. Consumers see each sheet once and in the order of its key, whoever wrote
 * it. In the end the product is destroyed.
 */
@Tag("any-platform")
class RollingReplacementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private TestPlatform platform;
    private Path configuration;

    @BeforeEach
    void start() throws Exception {
        platform = AnyPlatform.get();
        configuration = folder.resolve("millrace.properties");
        Files.writeString(configuration, """
            kafka.bootstrap.servers=%s
            registry.url=%s
            privacy.keys.file=%s
            instance.leave=true
            """.formatted(
                        platform.bootstrapServers(), platform.registryUrl(), folder.resolve("keys")));
    }

    @Test
    void shouldReplaceAndRollBackAVersionUnnoticedByConsumers() throws Exception {
        Path first = PrintsMesh.FIRST.write(folder);
        Path second = PrintsMesh.SECOND.write(folder);
        Path breaking = PrintsMesh.BREAKING.write(folder);
        assertThat(command(
                        "keys",
                        "generate",
                        first.toString(),
                        "--out",
                        folder.resolve("keys").toString()))
                .isZero();
        int sent;
        try (ManagedProcess a = run(first, "a", "--apply")) {
            a.awaitReady();
            try (PrintsLoad load = PrintsLoad.start(platform.bootstrapServers());
                    ManagedProcess b = run(second, "b", "--apply")) {
                awaitWrittenBy(PrintsMesh.FIRST, "a");
                b.awaitReady();
                awaitWrittenBy(PrintsMesh.SECOND, "b beside a");

                assertThat(command(
                                "run",
                                breaking.toString(),
                                "--config",
                                configuration.toString(),
                                "--apply",
                                "--set",
                                "instance.id=c",
                                "--set",
                                "management.port=0",
                                "--set",
                                "state.directory=" + folder.resolve("state-c")))
                        .as("a version that breaks consumers is refused beside the others")
                        .isEqualTo(1);
                assertThat(printed())
                        .contains("instance press.prints-b runs version 1.1.0", "filter")
                        .contains("only the one that runs: sub-topology 0 keeps sheets-event-ids");

                assertThat(command("destroy", first.toString(), "--config", configuration.toString(), "--execute"))
                        .as("a running product is not destroyed")
                        .isEqualTo(1);
                assertThat(printed()).contains("consumer group press.prints has members");

                end(a, "version 1.0.0, under load");
                awaitWrittenBy(PrintsMesh.SECOND, "b alone");

                try (ManagedProcess back = run(first, "a")) {
                    back.awaitReady();
                    awaitWrittenBy(PrintsMesh.FIRST, "a again, beside b");
                    end(b, "version 1.1.0, under load");
                    awaitWrittenBy(PrintsMesh.FIRST, "a alone again");
                    load.finish();
                    sent = load.sent();
                    awaitCommitted(sent);
                    end(back, "version 1.0.0, at rest");
                }
            }
        }
        verify(sent);
        destroy(first);
    }

    private void verify(int sent) throws IOException {
        List<Sheet> sheets = read();
        assertThat(sheets.stream().map(Sheet::number))
                .as("each sheet once")
                .doesNotHaveDuplicates()
                .hasSize(sent);
        Map<String, Long> last = new HashMap<>();
        for (Sheet sheet : sheets) {
            Long before = last.put(sheet.key(), sheet.number());
            assertThat(before == null || before < sheet.number())
                    .as("order of key " + sheet.key() + ": " + sheet.number() + " after " + before)
                    .isTrue();
        }
        assertThat(last).as("keys").hasSize(PrintsLoad.KEYS);
        Map<String, Long> byContract =
                sheets.stream().collect(Collectors.groupingBy(Sheet::contract, Collectors.counting()));
        System.out.println(sent + " sheets, each there once and in order; by contract: " + byContract);
        assertThat(byContract.keySet()).isEqualTo(Set.of(PrintsMesh.FIRST.contract(), PrintsMesh.SECOND.contract()));
        assertThat(sheets.stream()
                        .filter(sheet -> sheet.partition() == sheets.get(0).partition())
                        .map(Sheet::contract)
                        .reduce((earlier, later) -> later))
                .as("the last records are those of the version that was rolled back to")
                .hasValue(PrintsMesh.FIRST.contract());
    }

    private void destroy(Path product) throws Exception {
        awaitEmptyGroup();
        assertThat(command("destroy", product.toString(), "--config", configuration.toString()))
                .isEqualTo(3);
        assertThat(printed())
                .contains(
                        "would delete topic press.prints.sheets.v1",
                        "would delete topic press.prints-versions",
                        "would delete subject press.prints.sheets.v1-value",
                        "would delete consumer group press.prints");
        assertThat(topics()).contains(PrintsMesh.OUTPUT);
        int destroyed = command("destroy", product.toString(), "--config", configuration.toString(), "--execute");
        assertThat(destroyed).as(printed()).isZero();
        assertThat(topics()).contains(PrintsMesh.INPUT).noneMatch(topic -> topic.startsWith("press.prints"));
        assertThat(command("destroy", product.toString(), "--config", configuration.toString(), "--execute"))
                .as("a second time")
                .isZero();
        assertThat(printed()).contains("nothing is there to delete");
    }

    private ManagedProcess run(Path product, String instance, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                product.toString(),
                "--config",
                configuration.toString(),
                "--set",
                "instance.id=" + instance,
                "--set",
                "state.directory=" + folder.resolve("state-" + instance)));
        arguments.addAll(List.of(more));
        return ManagedProcess.start(folder.resolve("run-" + instance + ".log"), arguments);
    }

    private void end(ManagedProcess process, String what) throws InterruptedException {
        long millis = process.terminate();
        System.out.println("stopped in " + millis + " ms: " + what);
        assertThat(process.exitCode()).as("exit code of " + what).isZero();
        assertThat(millis)
                .as("ms until it had stopped: %s; if other tests are as slow, the machine is overloaded", what)
                .isLessThan(STOP.toMillis());
    }

    private int command(String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("command.log"));
        return MillraceProcess.run(folder.resolve("command.log"), arguments);
    }

    private String printed() throws IOException {
        return Files.readString(folder.resolve("command.log"));
    }

    /** Waits until consumers have got more of a version than there was. */
    private void awaitWrittenBy(PrintsMesh version, String what) throws Exception {
        long before = written(version);
        await(what + " writes", () -> written(version) > before + 200);
    }

    private long written(PrintsMesh version) throws IOException {
        return read().stream()
                .filter(sheet -> sheet.contract().equals(version.contract()))
                .count();
    }

    private void awaitCommitted(int sheets) throws Exception {
        await(sheets + " sheets", () -> read().size() >= sheets);
    }

    private void awaitEmptyGroup() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            await(
                    "an empty group",
                    () -> admin.describeConsumerGroups(List.of(PrintsMesh.PRODUCT)).all().get().values().stream()
                            .allMatch(group -> group.members().isEmpty()));
        }
    }

    private Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
            return admin.listTopics().names().get();
        }
    }

    private List<Sheet> read() throws IOException {
        return PrintsOutput.read(
                platform.bootstrapServers(),
                new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(10)));
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + what);
            }
            Thread.sleep(500);
        }
    }
}
