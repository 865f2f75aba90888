package io.millrace.tests.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.lifecycle.PrintsOutput.Sheet;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @TempDir
    private Path folder;

    private TestPlatform platform;
    private Path first;
    private PrintsInstances instances;

    @BeforeEach
    void prepare() throws Exception {
        platform = AnyPlatform.get();
        first = PrintsMesh.FIRST.write(folder);
        instances = new PrintsInstances(platform, folder, first);
    }

    @Test
    void shouldReplaceAndRollBackAVersionUnnoticedByConsumers() throws Exception {
        Path second = PrintsMesh.SECOND.write(folder);
        Path breaking = PrintsMesh.BREAKING.write(folder);
        int sent;
        try (ManagedProcess a = instances.run(first, "a", "--apply")) {
            a.awaitReady();
            try (PrintsLoad load = PrintsLoad.start(platform.bootstrapServers());
                    ManagedProcess b = instances.run(second, "b", "--apply")) {
                awaitWrittenBy(PrintsMesh.FIRST, "a");
                b.awaitReady();
                awaitWrittenBy(PrintsMesh.SECOND, "b beside a");

                assertThat(instances.command(
                                "run",
                                breaking,
                                "--apply",
                                "--set",
                                "instance.id=c",
                                "--set",
                                "management.port=0",
                                "--set",
                                "state.directory=" + folder.resolve("state-c")))
                        .as("a version that breaks consumers is refused beside the others")
                        .isEqualTo(1);
                assertThat(instances.printed())
                        .contains("instance press.prints-b runs version 1.1.0", "filter")
                        .contains("only the one that runs: sub-topology 0 keeps sheets-event-ids");

                assertThat(instances.command("destroy", first, "--execute"))
                        .as("a running product is not destroyed")
                        .isEqualTo(1);
                assertThat(instances.printed()).contains("consumer group press.prints has members");

                instances.end(a, "version 1.0.0, under load");
                awaitWrittenBy(PrintsMesh.SECOND, "b alone");

                try (ManagedProcess back = instances.run(first, "a")) {
                    back.awaitReady();
                    awaitWrittenBy(PrintsMesh.FIRST, "a again, beside b");
                    instances.end(b, "version 1.1.0, under load");
                    awaitWrittenBy(PrintsMesh.FIRST, "a alone again");
                    load.finish();
                    sent = load.sent();
                    awaitCommitted(sent);
                    instances.end(back, "version 1.0.0, at rest");
                }
            }
        }
        verify(sent);
        destroy(first);
    }

    private void verify(int sent) throws IOException {
        List<Sheet> sheets = instances.verify(sent);
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
        assertThat(instances.command("destroy", product)).isEqualTo(3);
        assertThat(instances.printed())
                .contains(
                        "would delete topic press.prints.sheets.v1",
                        "would delete topic press.prints-versions",
                        "would delete subject press.prints.sheets.v1-value",
                        "would delete consumer group press.prints");
        assertThat(topics()).contains(PrintsMesh.OUTPUT);
        int destroyed = instances.command("destroy", product, "--execute");
        assertThat(destroyed).as(instances.printed()).isZero();
        assertThat(topics()).contains(PrintsMesh.INPUT).noneMatch(topic -> topic.startsWith("press.prints"));
        assertThat(instances.command("destroy", product, "--execute"))
                .as("a second time")
                .isZero();
        assertThat(instances.printed()).contains("nothing is there to delete");
    }

    /** Waits until consumers have got more of a version than there was. */
    private void awaitWrittenBy(PrintsMesh version, String what) throws Exception {
        long before = written(version);
        await(what + " writes", () -> written(version) > before + 200);
    }

    private long written(PrintsMesh version) throws IOException {
        return instances.read().stream()
                .filter(sheet -> sheet.contract().equals(version.contract()))
                .count();
    }

    private void awaitCommitted(int sheets) throws Exception {
        await(sheets + " sheets", () -> instances.read().size() >= sheets);
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
