package io.millrace.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.TestPlatform;
import io.millrace.ingest.file.LoadRequest.FullSnapshot;
import io.millrace.ingest.file.row.FileForm;
import io.millrace.ingest.file.row.UnreadableFileException;
import io.millrace.ingest.gateway.Events;
import io.millrace.ingest.publish.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files into a real broker, broken off and gone on with. */
class FileLoadTest {
    private static final String PROPERTIES = """
            - {name: number, logicalType: string, required: true}
            - {name: shop, logicalType: integer, primaryKey: true, required: true}
            - {name: total, logicalType: number, physicalType: "decimal(8,2)", logicalTypeOptions: {minimum: 0}}
            - {name: state, logicalType: string}
            """;
    private static final FileForm CSV = new FileForm.Csv(',', '"', UTF_8, Optional.of("NULL"), Set.of());

    @TempDir
    Path folder;

    private DomainEvent event(String environment) throws Exception {
        DomainEvent event = Events.receipt(folder.resolve("mesh"), "json", environment, PROPERTIES);
        try (Admin admin = Admin.create(Map.copyOf(kafka()))) {
            EventTopics.apply(admin, List.of(event), step -> {});
            FileTopics.apply(admin, environment + ".files", List.of(event), step -> {});
            assertThat(FileTopics.pending(admin, environment + ".files", List.of(event)))
                    .isEmpty();
        }
        return event;
    }

    private static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", TestPlatform.get().bootstrapServers());
    }

    private static FileLoad load(DomainEvent event, String environment) {
        return new FileLoad(event, kafka(), environment + ".files", 100_000, InstantSource.system());
    }

    private LoadRequest request(Path file, boolean dryRun, boolean abandon, Optional<FullSnapshot> snapshot) {
        return new LoadRequest(
                FileContent.of(file),
                "stock.csv",
                CSV,
                keep -> new RejectsFile(folder.resolve("rejects"), false, keep),
                dryRun,
                abandon,
                snapshot);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** What consumers of committed records see, in the order of each key. */
    private static List<String> committed(DomainEvent event) throws Exception {
        List<String> found = new ArrayList<>();
        try (var consumer = KafkaClients.reader(kafka());
                Admin admin = Admin.create(Map.copyOf(kafka()))) {
            List<TopicPartition> partitions = consumer.partitionsFor(event.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            for (TopicPartition partition : partitions) {
                awaitNoOpenTransaction(admin, partition);
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    found.add(new String(record.key(), UTF_8) + " " + new String(record.value(), UTF_8));
                }
            }
        }
        return found;
    }

    private static void awaitNoOpenTransaction(Admin admin, TopicPartition partition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (end(admin, partition, IsolationLevel.READ_COMMITTED)
                != end(admin, partition, IsolationLevel.READ_UNCOMMITTED)) {
            assertThat(System.nanoTime()).as("a transaction stays open").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static long end(Admin admin, TopicPartition partition, IsolationLevel level) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(partition)
                .get()
                .offset();
    }

    /** An error in the middle of a load stands for a kill: the open transaction is left as it is. */
    private static final class BrokenOff extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void shouldGoOnBehindTheLastCommittedRowAndNeitherLoseNorDoubleOne() throws Exception {
        DomainEvent event = event("files-resume");
        FileLoad load = load(event, "files-resume");
        StringBuilder text = new StringBuilder("number,shop,total\n");
        for (int i = 0; i < 9_000; i++) {
            text.append(i % 1000 == 7 ? "n" + i + "," + i + ",-1\n" : "n" + i + "," + i + ",1.50\n");
        }
        Path file = file("big.csv", text.toString());

        for (int kill = 1; kill <= 3; kill++) {
            long breakAt = kill * 2_000L;
            assertThatThrownBy(() ->
                            load.load(request(file, false, false, Optional.empty()), (bytes, of, rows, rejected) -> {
                                if (rows >= breakAt) {
                                    throw new BrokenOff();
                                }
                            }))
                    .isInstanceOf(BrokenOff.class);
        }
        Path other = file("other.csv", "number,shop\nx,1\n");
        assertThatThrownBy(() -> load.load(request(other, false, false, Optional.empty()), LoadListener.NONE))
                .isInstanceOf(FileLoadException.class)
                .hasMessageContaining("another content was loaded up to row 6000");
        LoadResult result = load.load(request(file, false, false, Optional.empty()), LoadListener.NONE);
        LoadResult again = load.load(request(file, false, false, Optional.empty()), LoadListener.NONE);

        assertThat(result).isEqualTo(new LoadResult(9_000, 9, 0, 6_000, false));
        assertThat(again.skipped()).isEqualTo(9_000);
        List<String> rows = committed(event);
        assertThat(rows).doesNotHaveDuplicates().hasSize(8_991);
        assertThat(rows).contains("5 {\"number\":\"n5\",\"shop\":5,\"total\":1.5}");
        assertThat(Files.readAllLines(folder.resolve("rejects")))
                .hasSize(9)
                .first()
                .isEqualTo("{\"line\":9,\"problems\":[{\"pointer\":\"/total\",\"detail\":\"is too small (rule"
                        + " total.minimum)\"}]}");
    }

    @Test
    void shouldDeleteKeysThatAFullSnapshotDoesNotHave() throws Exception {
        DomainEvent event = event("files-snapshot");
        FileLoad load = load(event, "files-snapshot");
        Path key = file("key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        Optional<FullSnapshot> snapshot = Optional.of(new FullSnapshot("state", "closed", Optional.of(key), 50));

        load.load(
                request(file("1.csv", "number,shop,state\na,1,open\nb,2,open\nc,3,open\n"), false, false, snapshot),
                LoadListener.NONE);
        Path second = file("2.csv", "number,shop,state\na,1,open\nb,2,shut\n");
        LoadResult changed = load.load(request(second, false, false, snapshot), LoadListener.NONE);
        Path third = file("3.csv", "number,shop,state\na,1,open\n\"oops\",two,open\n");
        LoadResult bad = load.load(request(third, false, false, snapshot), LoadListener.NONE);
        Path fourth = file("4.csv", "number,shop,state\nd,9,open\n");
        assertThatThrownBy(() -> load.load(request(fourth, false, false, snapshot), LoadListener.NONE))
                .isInstanceOf(FileLoadException.class)
                .hasMessageContaining("lacks 2 of 3 keys");

        assertThat(changed.deleted()).isEqualTo(1);
        assertThat(bad.deletesWithheld()).isTrue();
        List<String> rows = committed(event);
        assertThat(rows)
                .hasSize(6)
                .contains("2 {\"number\":\"b\",\"shop\":2,\"state\":\"shut\"}")
                .anyMatch(row -> row.matches("3 \\{\"shop\":3,\"state\":\"closed\",\"number\":\"[\\w-]{22}\"}"));
        StringBuilder remembered = new StringBuilder();
        CompactedTopic.read(
                kafka(),
                FileTopics.keys(event),
                record -> remembered.append(record.value() == null ? "" : new String(record.value(), UTF_8)));
        assertThat(remembered.toString()).doesNotContain("shop");
    }

    /** Yesterday's file after today's says as much as any other: what is in it is so again. */
    @Test
    void shouldGoBackToAFullSnapshotThatCameBefore() throws Exception {
        DomainEvent event = event("files-back");
        FileLoad load = load(event, "files-back");
        Optional<FullSnapshot> snapshot = Optional.of(new FullSnapshot("state", "closed", Optional.empty(), 60));
        LoadRequest first =
                request(file("1.csv", "number,shop,state\n,1,open\n,2,open\n,3,open\n"), false, false, snapshot);
        LoadRequest second =
                request(file("2.csv", "number,shop,state\n,1,shut\n,2,open\n,4,open\n"), false, false, snapshot);

        load.load(first, LoadListener.NONE);
        assertThat(load.load(first, LoadListener.NONE).skipped()).isEqualTo(3);
        assertThat(load.load(second, LoadListener.NONE).deleted()).isEqualTo(1);
        LoadResult back = load.load(first, LoadListener.NONE);

        assertThat(back).isEqualTo(new LoadResult(3, 0, 1, 0, false));
        List<String> rows = committed(event);
        assertThat(rows).as("each under an id of its own").doesNotHaveDuplicates();
        Map<String, String> states = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.substring(0, 1),
                        Collectors.mapping(
                                row -> row.replaceAll(".*\"state\":\"(\\w+)\".*", "$1"), Collectors.joining(" "))));
        assertThat(states)
                .isEqualTo(Map.of("1", "open shut open", "2", "open", "3", "open closed open", "4", "open closed"));
    }

    @Test
    void shouldForgetWhatAnAbandonedSnapshotBegan() throws Exception {
        DomainEvent event = event("files-abandoned");
        FileLoad load = load(event, "files-abandoned");
        Optional<FullSnapshot> snapshot = Optional.of(new FullSnapshot("state", "closed", Optional.empty(), 50));
        StringBuilder text = new StringBuilder("number,shop,state\n");
        for (int i = 0; i < 3_000; i++) {
            text.append(",").append(i).append(",open\n");
        }
        Path whole = file("whole.csv", text.toString());
        Path other = file("other.csv", text.append(",3000,open\n").toString());
        assertThatThrownBy(() -> load.load(request(whole, false, false, snapshot), (bytes, of, rows, rejected) -> {
                    throw new BrokenOff();
                }))
                .isInstanceOf(BrokenOff.class);

        load.load(request(other, false, true, snapshot), LoadListener.NONE);
        LoadResult again = load.load(request(whole, false, false, snapshot), LoadListener.NONE);

        assertThat(again).isEqualTo(new LoadResult(3_000, 0, 1, 0, false));
    }

    @Test
    void shouldReadWhatSpreadsheetsWriteAndRefuseWhatDoesNotFitBeforeTheFirstRow() throws Exception {
        DomainEvent event = event("files-forms");
        FileLoad load = load(event, "files-forms");
        Path quoted = file(
                "quoted.csv",
                "\uFEFFnumber,shop,total,state\r\n\"a\"\"1\n\",1,,\"\"\r\n\"b,2\",2,NULL,\"NULL\"\r\n,3,1e2,\r\n4,x\r\n");

        LoadResult dry = load.load(request(quoted, true, false, Optional.empty()), LoadListener.NONE);
        assertThat(committed(event)).isEmpty();
        LoadResult result = load.load(request(quoted, false, false, Optional.empty()), LoadListener.NONE);

        assertThat(dry.rejected()).isEqualTo(1);
        assertThat(result.taken()).isEqualTo(3);
        assertThat(committed(event))
                .contains("1 {\"number\":\"a\\\"1\\n\",\"shop\":1,\"state\":\"\"}")
                .contains("2 {\"number\":\"b,2\",\"shop\":2,\"state\":\"NULL\"}")
                .anyMatch(row -> row.matches("3 \\{\"shop\":3,\"total\":1E\\+2,\"number\":\"[\\w-]{22}\"}"));
        assertThat(Files.readString(folder.resolve("rejects")))
                .contains("\"line\":6")
                .contains("has 2 fields");
        assertThatThrownBy(() -> load.load(
                        request(file("typo.csv", "numbr,shop,shop\n"), false, false, Optional.empty()),
                        LoadListener.NONE))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("Did you mean 'number'?")
                .hasMessageContaining("column shop stands twice");
        Path binary = Files.write(
                folder.resolve("latin.csv"),
                new byte[] {'n', 'u', 'm', 'b', 'e', 'r', ',', 's', 'h', 'o', 'p', '\n', (byte) 0xE4, ',', '1', '\n'});
        assertThatThrownBy(() -> load.load(request(binary, false, false, Optional.empty()), LoadListener.NONE))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("--encoding");
    }

    @Test
    void shouldTakeCompleteFilesOfAFolderAndMoveThem() throws Exception {
        Path inbox = Files.createDirectory(folder.resolve("inbox"));
        var watch = new FolderWatch(inbox, Duration.ofSeconds(1));
        Files.writeString(inbox.resolve("b.csv.part"), "x");
        Path file = Files.writeString(inbox.resolve("a.csv"), "x");

        assertThat(watch.next(0)).isEmpty();
        Files.writeString(file, "xy");
        assertThat(watch.next(2_000_000_000L)).as("grown since").isEmpty();
        assertThat(watch.next(4_000_000_000L)).contains(file);
        watch.loaded(file);
        Path second = Files.writeString(inbox.resolve("a.csv"), "z");
        watch.refused(second, "because");

        assertThat(Files.readString(watch.done().resolve("a.csv"))).isEqualTo("xy");
        assertThat(Files.readString(watch.failed().resolve("a.csv.reason"))).startsWith("because");
        assertThat(watch.next(9_000_000_000L)).isEmpty();
    }
}
