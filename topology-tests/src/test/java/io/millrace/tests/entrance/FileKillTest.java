package io.millrace.tests.entrance;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are loaded by processes that are killed in the middle; run again, each row is in its topic once. */
class FileKillTest {
    private static final Path MESH = ProjectRoot.resolve("topology-tests/src/test/cases/meshes/entrances");
    private static final int ROWS = 60_000;
    private static final Pattern ID = Pattern.compile("\"sale_id\":\"([0-9]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void shouldHaveEachRowOnceWhenLoadingAFileIsKilledAndTheCommandIsRunAgain() throws Exception {
        Path file = Files.writeString(folder.resolve("sales.csv"), sales());
        Path output = folder.resolve("file.out");
        String[] command = command("file", file, "killed-file");
        try (var consumer = consumer()) {
            try (MillraceProcess load = MillraceProcess.start(output, command)) {
                awaitCommitted(consumer, "killed-file", load);
            }
            assertThat(committed(consumer, "killed-file"))
                    .as("killed in the middle")
                    .isLessThan(ROWS);
            assertThat(MillraceProcess.run(output, command))
                    .as(Files.readString(output))
                    .isZero();
            assertThat(Files.readString(output)).contains("loaded " + ROWS + " of " + ROWS, "going on behind row ");
            assertEachRowOnce(timesById(consumer, "killed-file"));
        }
    }

    @Test
    void shouldHaveEachRowOnceWhenWatchingAFolderIsKilledAndStartedAgain() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        Path output = folder.resolve("folder.out");
        String[] command = command("folder", inbox, "killed-folder", "--quiet-seconds", "1");
        try (var consumer = consumer()) {
            try (MillraceProcess watch = MillraceProcess.start(output, command)) {
                watch.awaitPrinted("loading what is put into");
                put(inbox, "sales.csv", sales());
                awaitCommitted(consumer, "killed-folder", watch);
            }
            assertThat(inbox.resolve("sales.csv")).as("killed in the middle").exists();
            try (MillraceProcess watch = MillraceProcess.start(output, command)) {
                put(inbox, "typo.csv", "sale_jd,email,total\n");
                awaitFile(inbox.resolve("done").resolve("sales.csv"), watch);
                awaitFile(inbox.resolve("failed").resolve("typo.csv.reason"), watch);
                watch.terminate();
                assertThat(watch.exitCode()).as(watch.printed()).isZero();
            }
            assertThat(inbox.resolve("failed").resolve("typo.csv.reason"))
                    .content()
                    .contains("Did you mean 'sale_id'?");
            assertEachRowOnce(timesById(consumer, "killed-folder"));
        }
    }

    /** Whatever they are called; and one that is refused is left behind, not waited for. */
    @Test
    void shouldTakeTheFilesOfAFolderAsSnapshotsThatFollowEachOther() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("shops"));
        String[] command = command(
                "till.shop-state",
                "folder",
                inbox,
                "folder-snapshots",
                "--quiet-seconds",
                "1",
                "--full-snapshot",
                "--deleted",
                "state=closed",
                "--max-deletes",
                "20");
        try (MillraceProcess watch = MillraceProcess.start(folder.resolve("snapshots.out"), command)) {
            watch.awaitPrinted("loading what is put into");
            put(inbox, "shops-11-29.csv", shops(10));
            awaitFile(inbox.resolve("done").resolve("shops-11-29.csv"), watch);
            put(inbox, "shops-11-30.csv", shops(2));
            awaitFile(inbox.resolve("failed").resolve("shops-11-30.csv.reason"), watch);
            put(inbox, "shops-12-01.csv", shops(9));
            awaitFile(inbox.resolve("done").resolve("shops-12-01.csv"), watch);

            assertThat(inbox.resolve("failed").resolve("shops-11-30.csv.reason"))
                    .content()
                    .contains("lacks 8 of 10 keys");
            watch.awaitPrinted("shops-12-01.csv: 9 rows, 0 rejected, 1 deleted");
        }
    }

    private static String shops(int count) {
        var rows = new StringBuilder("shop_id,city,state\n");
        for (int i = 0; i < count; i++) {
            rows.append("s").append(i).append(",Basel,open\n");
        }
        return rows.toString();
    }

    private static void assertEachRowOnce(Map<String, Integer> timesById) {
        assertThat(timesById).hasSize(ROWS);
        assertThat(timesById.values()).containsOnly(1);
    }

    /** Written under another name first, as whoever puts files into a folder should. */
    private static void put(Path inbox, String name, String text) throws Exception {
        Path part = Files.writeString(inbox.resolve(name + ".part"), text);
        Files.move(part, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sales() {
        var rows = new StringBuilder("sale_id,email,total\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append(i).append(",ada@post.example,").append(i % 100).append('\n');
        }
        return rows.toString();
    }

    private String[] command(String what, Path from, String environment, String... more) throws Exception {
        return command("till.sale-made", what, from, environment, more);
    }

    private String[] command(String event, String what, Path from, String environment, String... more)
            throws Exception {
        Path settings = Files.writeString(
                folder.resolve("millrace.properties"),
                "kafka.bootstrap.servers=" + SharedPlatform.get().bootstrapServers() + "\n");
        List<String> command = new ArrayList<>(List.of("ingest", what, from.toString()));
        command.addAll(List.of("--event", event, "--mesh", MESH.toString()));
        command.addAll(List.of("--environment", environment, "--config", settings.toString(), "--apply"));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        SharedPlatform.get().bootstrapServers(),
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Waits until the first rows are committed. */
    private static void awaitCommitted(KafkaConsumer<byte[], byte[]> consumer, String environment, MillraceProcess load)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (committed(consumer, environment) < ROWS / 10) {
            assertThat(load.isAlive()).as(load.printed()).isTrue();
            assertThat(System.nanoTime()).as(load.printed()).isLessThan(deadline);
        }
    }

    private static void awaitFile(Path file, MillraceProcess watch) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file)) {
            assertThat(watch.isAlive()).as(watch.printed()).isTrue();
            assertThat(System.nanoTime()).as(watch.printed()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Records up to the last commit, markers of transactions among them. */
    private static long committed(KafkaConsumer<byte[], byte[]> consumer, String environment) {
        return consumer.endOffsets(partitions(consumer, environment)).values().stream()
                .mapToLong(end -> end)
                .sum();
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String environment) {
        return consumer.partitionsFor(environment + ".till.sale-made.events").stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static Map<String, Integer> timesById(KafkaConsumer<byte[], byte[]> consumer, String environment) {
        List<TopicPartition> partitions = partitions(consumer, environment);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<String, Integer> times = new TreeMap<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                Matcher id = ID.matcher(new String(record.value(), StandardCharsets.UTF_8));
                assertThat(id.find()).isTrue();
                times.merge(id.group(1), 1, Integer::sum);
            });
        }
        return times;
    }
}
