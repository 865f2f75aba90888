package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Changes;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.record.RejectReason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTopologyTest {
    private static final long ACCEPTED = 4000;
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final BalanceBoard board = new BalanceBoard();
    private int writer;
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;
    private TestOutputTopic<byte[], byte[]> output;

    @BeforeEach
    void start() {
        Product product = Changes.product();
        Payments.register(product, registry);
        writer = registry.register("raw", Changes.ENVELOPE);
        var parts = ProductParts.resolve(product, registry, KeyRing.generate(directory.resolve("keys"), List.of()));
        driver = new TopologyTestDriver(
                GovernedTopology.build(parts, environment()),
                StreamsSettings.of(
                        product,
                        Map.of("bootstrap.servers", "localhost:1"),
                        directory.resolve("state"),
                        "one",
                        1,
                        TopologyEnvironment.DEFAULT_LARGEST_RECORD),
                NOW);
        input = driver.createInputTopic(Changes.TOPIC, new ByteArraySerializer(), new ByteArraySerializer());
        output = driver.createOutputTopic(
                "shop.orders.latest.v1", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TopologyEnvironment environment() {
        var alone = TopologyEnvironment.standalone(board, InstantSource.fixed(NOW));
        return new TopologyEnvironment(
                alone.board(),
                alone.latencies(),
                alone.rules(),
                alone.metrics(),
                alone.indexMemory(),
                alone.indexStart(),
                alone.largestRecords(),
                alone.partitions(),
                alone.time(),
                alone.onBudgetSpent(),
                Set.of(ACCEPTED),
                alone.classes());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldDropWhatIsSentAgainAndKeepWhatSharesAPosition() {
        change("c", 1, "[\"100\",\"90\"]");
        change("c", 2, "[\"100\",\"90\"]");
        change("c", 3, "[\"200\",\"80\"]");
        change("c", 1, "[\"100\",\"90\"]");
        change("c", 2, "[\"100\",\"90\"]");
        change("c", 3, "[\"200\",\"80\"]");
        change("u", 3, "[\"200\",\"85\"]");

        assertThat(keys()).containsExactly("1", "2", "3", "3");
        assertThat(balance().duplicates()).isEqualTo(3);
    }

    @Test
    void shouldNotTakeRowsWithoutAKeyForOneAnother() {
        for (int row = 1; row <= 2; row++) {
            input.pipeInput(new TestRecord<>(
                    null, Changes.change(writer, "c", row, "paid", "[\"100\",\"90\"]", 5), new RecordHeaders(), NOW));
        }

        assertThat(output.isEmpty()).isTrue();
        assertThat(balance().duplicates()).isZero();
        assertThat(balance().rejected()).containsOnly(Map.entry(RejectReason.MISSING_IDENTITY, 2L));
    }

    @Test
    void shouldLetSnapshotRowsPassWithoutMovingTheMark() {
        change("r", 1, "[null,\"900\"]");
        change("r", 1, "[null,\"900\"]");
        change("c", 2, "[null,\"500\"]");
        change("c", 2, "[null,\"500\"]");

        assertThat(keys()).containsExactly("1", "1", "2");
    }

    @Test
    void shouldSayWhereAChangeComesFrom() {
        input.pipeInput(new TestRecord<>(
                "1".getBytes(UTF_8),
                Changes.change(writer, "u", 1, "paid", "[\"24023128\",\"24023256\"]", 5),
                new RecordHeaders()
                        .add("mr-source", "shop-db/public.orders".getBytes(UTF_8))
                        .add("mr-ingested-at", "1795181790000".getBytes(UTF_8)),
                NOW));

        TestRecord<byte[], byte[]> record = output.readRecord();
        assertThat(header(record, "mr-source")).isEqualTo("shop-db/public.orders@0/16E90D8");
        assertThat(header(record, "mr-ingested-at")).isEqualTo("1795181790000");
        assertThat(header(record, "mr-op")).isEqualTo("u");
    }

    @Test
    void shouldRejectWhatIngestionLeftOutOnlyWhereItIsRead() {
        omitted("u", 1, "[\"100\",\"90\"]", "after.status:too-large");
        omitted("u", 2, "[\"100\",\"91\"]", "after.status:not-logged");
        omitted("u", 3, "[\"100\",\"92\"]", "after.total:not-finite,after.status:out-of-range");
        omitted("u", 4, "[\"100\",\"93\"]", "after.total:not-finite,before.status:too-large");
        omitted("d", 5, "[\"100\",\"94\"]", "before.status:too-large");
        omitted("u", 6, "[\"100\",\"95\"]", "no such thing");
        omitted("u", 1, "[\"100\",\"90\"]", "after.status:too-large");

        assertThat(keys()).containsExactly("4", "5", "6");
        assertThat(balance().rejected())
                .isEqualTo(Map.of(
                        RejectReason.OVERSIZE, 1L,
                        RejectReason.VALUE_UNAVAILABLE, 1L,
                        RejectReason.TYPE_MISMATCH, 1L));
        assertThat(balance().duplicates()).isEqualTo(1);
    }

    private void omitted(String op, long id, String sequence, String header) {
        input.pipeInput(new TestRecord<>(
                Long.toString(id).getBytes(UTF_8),
                Changes.change(writer, op, id, "paid", sequence, 1000),
                new RecordHeaders().add("mr-omitted", header.getBytes(UTF_8)),
                NOW));
    }

    @Test
    void shouldWriteATombstoneForADeleteAndNothingForTheOneThatFollows() {
        change("d", 1, "[\"100\",\"90\"]");
        input.pipeInput("1".getBytes(UTF_8), null, NOW);

        List<TestRecord<byte[], byte[]>> records = output.readRecordsToList();
        assertThat(records).hasSize(1);
        assertThat(records.get(0).value()).isNull();
        assertThat(header(records.get(0), "mr-op")).isEqualTo("d");
        assertThat(balance().control()).isEqualTo(1);
        assertThat(balance().accepted()).isEqualTo(1);
    }

    @Test
    void shouldHaltWhenTheLogHasGoneBackThoughTheChangeIsLater() {
        change("c", 1, "[\"100000\",\"90000\"]", 1_000_000);

        assertThatThrownBy(() -> change("c", 2, "[\"100\",\"90\"]", 2_000_000))
                .rootCause()
                .isInstanceOf(HaltException.class)
                .hasMessageContainingAll("shop.orders.cdc-0-1", "shop-db/shop", "gone back");
    }

    @Test
    void shouldHaltWhenTheSourceEpochChangesOrGoesBack() {
        row("r", 1, "2000", "2000");
        row("c", 2, "2000", null);

        assertThatThrownBy(() -> row("r", 1, "3000", "3000"))
                .rootCause()
                .isInstanceOf(HaltException.class)
                .hasMessageContainingAll(
                        "shop.orders.cdc-0-2", "epoch 3000", "epoch 2000", "identity.accepted.epochs=3000");
        assertThatThrownBy(() -> row("u", 2, "1000", null))
                .rootCause()
                .isInstanceOf(HaltException.class)
                .hasMessageContainingAll("gone back to 1000 from 2000", "rebuild");
        assertThat(keys()).containsExactly("1", "2");
    }

    @Test
    void shouldGoOnWithAnEpochThatWasAgreedTo() {
        row("c", 1, "2000", null);
        row("r", 1, Long.toString(ACCEPTED), "7000");
        change("c", 2, "[\"5\",\"5\"]", 9_000_000);

        assertThat(keys()).containsExactly("1", "1", "2");
    }

    @Test
    void shouldDropRowsOfASnapshotThatALaterAttemptHasSuperseded() {
        row("r", 1, "2000", "2000");
        row("r", 1, "2000", "2001");
        row("r", 2, "2000", "2000");
        row("r", 2, "2000", "2001");

        assertThat(keys()).containsExactly("1", "1", "2");
        assertThat(balance().duplicates()).isEqualTo(1);
    }

    @Test
    void shouldTakeRowsThatAreSentAgainForLatestPortsOrForThisProductOnly() {
        row("r", 1, "2000", "2000");
        again(1, "latest-ports");
        again(2, "shop.orders");
        again(3, "shop.orders-v2");

        assertThat(keys()).containsExactly("1", "1", "2");
        assertThat(balance().elsewhere()).isEqualTo(1);
        assertThat(balance().total()).isEqualTo(4);
    }

    @Test
    void shouldTakeWhatForeignConnectorsWriteIntoThoseHeadersForNothing() {
        row("r", 1, "blue", "green");
        row("r", 2, "2000", "2000");
        row("r", 3, "", "99999999999999999999");

        assertThat(keys()).containsExactly("1", "2", "3");
    }

    @Test
    void shouldRejectAChangeWithoutPosition() {
        change("c", 1, null);

        assertThat(balance().rejected()).isEqualTo(Map.of(RejectReason.MISSING_IDENTITY, 1L));
    }

    @Test
    void shouldRejectEachRecordOfAWriterSchemaThatDoesNotFitOrIsUnknown() {
        Schema other = SchemaBuilder.record("Other")
                .fields()
                .requiredString("op")
                .requiredString("after")
                .endRecord();
        int unfit = registry.register("other", other);
        input.pipeInput("1".getBytes(UTF_8), new byte[] {0, 0, 0, 0, (byte) unfit, 2, 'c', 2, 'x'}, NOW);
        input.pipeInput("1".getBytes(UTF_8), new byte[] {0, 0, 0, 3, 3, 2, 'c'}, NOW);
        input.pipeInput("1".getBytes(UTF_8), new byte[] {7}, NOW);
        change("c", 1, "[\"100\",\"90\"]");

        assertThat(balance().rejected())
                .isEqualTo(Map.of(
                        RejectReason.INCOMPATIBLE_SCHEMA, 1L,
                        RejectReason.UNKNOWN_SCHEMA, 1L,
                        RejectReason.MALFORMED, 1L));
        assertThat(keys()).containsExactly("1");
    }

    private void row(String op, long id, String epoch, @Nullable String generation) {
        var headers = new RecordHeaders().add("source-epoch", epoch.getBytes(UTF_8));
        if (generation != null) {
            headers.add("snapshot-generation", generation.getBytes(UTF_8));
        }
        String sequence = "[\"100000\",\"" + (90_000 + id) + "\"]";
        input.pipeInput(new TestRecord<>(
                Long.toString(id).getBytes(UTF_8),
                Changes.change(writer, op, id, "paid", sequence, 1000),
                headers,
                NOW));
    }

    private void again(long id, String audience) {
        var headers = new RecordHeaders()
                .add("source-epoch", "2000".getBytes(UTF_8))
                .add("snapshot-generation", "3000".getBytes(UTF_8))
                .add("snapshot-for", audience.getBytes(UTF_8));
        input.pipeInput(new TestRecord<>(
                Long.toString(id).getBytes(UTF_8), Changes.change(writer, "r", id, "paid", null, 1000), headers, NOW));
    }

    private void change(String op, long id, @Nullable String sequence) {
        change(op, id, sequence, 1000);
    }

    private void change(String op, long id, @Nullable String sequence, long timestamp) {
        input.pipeInput(
                Long.toString(id).getBytes(UTF_8), Changes.change(writer, op, id, "paid", sequence, timestamp), NOW);
    }

    private List<String> keys() {
        return output.readRecordsToList().stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }

    private PortBalance balance() {
        return board.of("orders", "latest");
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
