package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.deadletter.DeadLetterSchema;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.MetricNames;
import io.millrace.runtime.metrics.PortBalance;
import io.millrace.runtime.metrics.RuleBoard;
import io.millrace.runtime.record.RejectReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
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

class GovernedTopologyTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final BalanceBoard board = new BalanceBoard();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Payments payments = Payments.product("payments");
    private Product product = payments.build();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;

    @BeforeEach
    void start() {
        start(payments);
    }

    private void start(Payments fixture) {
        if (driver != null) {
            driver.close();
        }
        product = fixture.build();
        Payments.register(product, registry);
        Path ring = directory.resolve("keys-" + System.nanoTime());
        var parts = ProductParts.resolve(product, registry, KeyRing.generate(ring, List.of("shop")));
        var topology = GovernedTopology.build(parts, environment());
        driver = new TopologyTestDriver(
                topology,
                StreamsSettings.of(
                        product,
                        Map.of("bootstrap.servers", "localhost:1"),
                        directory.resolve("state"),
                        "one",
                        1,
                        TopologyEnvironment.DEFAULT_LARGEST_RECORD),
                NOW);
        input = driver.createInputTopic(fixture.topic(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private TopologyEnvironment environment() {
        var alone = TopologyEnvironment.standalone(board, InstantSource.fixed(NOW));
        return new TopologyEnvironment(
                alone.board(),
                alone.latencies(),
                new RuleBoard(meters, "shop.payments"),
                alone.metrics(),
                alone.indexMemory(),
                alone.indexStart(),
                alone.largestRecords(),
                alone.partitions(),
                alone.time(),
                alone.onBudgetSpent(),
                alone.acceptedEpochs(),
                alone.classes());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    @Test
    void shouldWriteTheContractsRowWithStandardHeaders() {
        send("e1", Payments.event("e1", "12.50", NOW));
        TestRecord<byte[], byte[]> record = only("settled");

        assertThat(new String(record.key(), UTF_8)).isEqualTo("e1");
        GenericRecord row = row(record.value());
        assertThat(row.get("event_id").toString()).isEqualTo("e1");
        assertThat(row.get("email").toString()).contains(".").doesNotContain("@");
        assertThat(header(record, "mr-contract")).isEqualTo("shop.payments.settled@1.0.0");
        assertThat(header(record, "mr-source")).isEqualTo("shop.payments.events-0-0");
        assertThat(header(record, "mr-ingested-at")).isEqualTo(Long.toString(NOW.toEpochMilli()));
        assertThat(header(record, "mr-processed-at")).isEqualTo(Long.toString(NOW.toEpochMilli()));
        assertThat(header(record, "mr-op")).isEqualTo("e");
        assertThat(record.headers().lastHeader("mr-flags")).isNull();
    }

    @Test
    void shouldDropASecondEventOfTheSameId() {
        send("e1", Payments.event("e1", "12.50", NOW));
        send("e1", Payments.event("e1", "12.50", NOW));

        assertThat(output("settled").readRecordsToList()).hasSize(1);
        assertThat(balance("settled").duplicates()).isEqualTo(1);
        assertThat(conflicts()).isZero();
    }

    @Test
    void shouldReportASecondEventOfTheSameIdWithOtherContent() {
        send("e1", Payments.event("e1", "12.50", NOW));
        send("e1", Payments.event("e1", "13.50", NOW));

        assertThat(output("settled").readRecordsToList()).hasSize(1);
        assertThat(conflicts()).isEqualTo(1);
    }

    @Test
    void shouldLetAnIdThroughAgainAfterItsWindow() {
        start(payments.window(Duration.ofHours(24)));
        send("e1", Payments.event("e1", "12.50", NOW), NOW);
        send("e1", Payments.event("e1", "12.50", NOW), NOW.plus(Duration.ofHours(23)));
        send("e1", Payments.event("e1", "12.50", NOW), NOW.plus(Duration.ofHours(23 + 26)));

        assertThat(output("settled").readRecordsToList()).hasSize(2);
    }

    @Test
    void shouldLetTheCorrectedResendOfARejectedEventThroughOnThePortsThatRejectedIt() {
        send("e1", Payments.event("e1", "150", NOW));
        assertThat(output("settled").readRecordsToList()).hasSize(1);
        assertThat(output("insured").isEmpty()).isTrue();
        assertThat(balance("insured").rejected()).isEqualTo(Map.of(RejectReason.MISSING_VALUE, 1L));

        send("e1", Payments.insuredEvent("e1", "150", NOW));
        send("e1", Payments.insuredEvent("e1", "150", NOW));

        assertThat(output("settled").isEmpty()).isTrue();
        assertThat(output("insured").readRecordsToList()).hasSize(1);
        assertThat(balance("settled").duplicates()).isEqualTo(2);
        assertThat(balance("insured").duplicates()).isEqualTo(1);
        assertThat(balance("insured").accepted()).isEqualTo(1);
    }

    @Test
    void shouldLetACorrectedResendThroughAlthoughARecordOfTheFarFutureCameBetween() {
        send("e1", Payments.event("e1", "150", NOW));
        send("e2", Payments.event("e2", "12.50", NOW), NOW.plus(Duration.ofDays(400)));
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(output("insured").isEmpty()).isTrue();
        send("e1", Payments.insuredEvent("e1", "150", NOW));

        assertThat(output("insured").readRecordsToList()).hasSize(1);
    }

    @Test
    void shouldCountTheRuleThatARecordBreaksAtThePortThatHasIt() {
        send("e1", Payments.event("e1", "-3", NOW));
        send("e2", Payments.event("e2", "-4", NOW));
        send("e3", Payments.event("e3", "4", NOW));

        assertThat(meters.get(MetricNames.RULE_VIOLATIONS)
                        .tags("product", "shop.payments", "port", "settled", "rule", "positive", "action", "reject")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(meters.find(MetricNames.RULE_VIOLATIONS).counters()).hasSize(1);
    }

    @Test
    void shouldCountARecordThatWasSeenBeforeOnceForTheInput() {
        send("e1", Payments.event("e1", "12.50", NOW));
        send("e1", Payments.event("e1", "12.50", NOW));

        assertThat(board.tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.hits()).isEqualTo(1));
    }

    @Test
    void shouldWriteOneDeadLetterPerPortThatRejects() {
        send("e1", Payments.event("e1", "-3", NOW));

        List<TestRecord<byte[], byte[]>> letters = deadLetters().readRecordsToList();
        assertThat(letters).hasSize(1);
        GenericRecord letter = row(letters.get(0).value());
        assertThat(new String(letters.get(0).key(), UTF_8)).isEqualTo("shop.payments.events-0-0");
        assertThat(letter.get("reason").toString()).isEqualTo("rule-violated");
        assertThat(letter.get("element").toString()).isEqualTo("positive");
        assertThat(letter.get("outputPort").toString()).isEqualTo("settled");
        assertThat(balance("insured").filtered()).isEqualTo(1);
    }

    @Test
    void shouldWriteOneDeadLetterForARecordThatNoPortCanRead() {
        send("e1", "{not json".getBytes(UTF_8));
        send("e2", Payments.event("e2", "12.50", NOW));

        List<TestRecord<byte[], byte[]>> letters = deadLetters().readRecordsToList();
        assertThat(letters).hasSize(1);
        assertThat(row(letters.get(0).value()).get("outputPort")).isNull();
        assertThat(balance("settled").rejected()).isEqualTo(Map.of(RejectReason.MALFORMED, 1L));
        assertThat(balance("insured").rejected()).isEqualTo(Map.of(RejectReason.MALFORMED, 1L));
        assertThat(output("settled").readRecordsToList()).hasSize(1);
    }

    @Test
    void shouldRejectRecordsWithoutKeyBecauseTheyAreSkippedWhenStateIsReadBack() {
        send(null, Payments.event("e1", "12.50", NOW));

        assertThat(balance("settled").rejected()).isEqualTo(Map.of(RejectReason.MISSING_IDENTITY, 1L));
    }

    @Test
    void shouldMeasureLatenessAgainstBrokerTime() {
        Instant broker = NOW.minus(Duration.ofDays(400));
        send("e1", Payments.event("e1", "12.50", broker.minus(Duration.ofDays(29))), broker);
        send("e2", Payments.event("e2", "12.50", broker.minus(Duration.ofDays(31))), broker);
        send("e3", Payments.event("e3", "12.50", broker.plus(Duration.ofMinutes(6))), broker);

        assertThat(balance("settled").accepted()).isEqualTo(1);
        assertThat(balance("settled").rejected())
                .isEqualTo(Map.of(RejectReason.TOO_LATE, 1L, RejectReason.IN_THE_FUTURE, 1L));
    }

    @Test
    void shouldClampTimestampsThatABrokerWouldRefuse() {
        Instant ahead = NOW.plus(Duration.ofDays(3650));
        send("e1", Payments.event("e1", "12.50", ahead), ahead);
        send("e2", Payments.event("e2", "12.50", NOW), NOW);

        List<TestRecord<byte[], byte[]>> records = output("settled").readRecordsToList();
        assertThat(records.get(0).getRecordTime()).isEqualTo(NOW.plus(Duration.ofMinutes(1)));
        assertThat(records.get(1).getRecordTime()).isEqualTo(NOW);
    }

    @Test
    void shouldLeaveNoClearTextInOutputsDeadLettersAndLedger() {
        send("e1", Payments.event("e1", "12.50", NOW));
        send("e2", Payments.event("e2", "-1", NOW));
        send("e3", ("{\"email\":\"" + Payments.EMAIL + "\"").getBytes(UTF_8));

        driver.producedTopicNames()
                .forEach(topic -> driver.createOutputTopic(
                                topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList()
                        .forEach(record -> {
                            assertThat(text(record.key())).doesNotContain("canary");
                            assertThat(text(record.value())).doesNotContain("canary");
                            record.headers()
                                    .forEach(header ->
                                            assertThat(text(header.value())).doesNotContain("canary"));
                        }));
        assertThat(driver.producedTopicNames())
                .contains(product.deadLetterTopic(), "shop.payments-payments-ledger-changelog");
    }

    @Test
    void shouldGiveEveryRecordOneVerdictPerPort() {
        for (int i = 0; i < 200; i++) {
            byte[] event =
                    i % 7 == 0 ? "{".getBytes(UTF_8) : Payments.event("e" + i % 50, Integer.toString(i * 3 - 60), NOW);
            send(i % 11 == 0 ? null : "k", event);
        }

        for (String port : List.of("settled", "insured")) {
            assertThat(balance(port).total()).isEqualTo(200);
            assertThat(balance(port).accepted())
                    .isEqualTo(output(port).readRecordsToList().size());
        }
    }

    @Test
    void shouldNameEveryNodeAndStoreAfterItsPorts() {
        var parts =
                ProductParts.resolve(product, registry, KeyRing.generate(directory.resolve("other"), List.of("shop")));
        String described = GovernedTopology.build(parts, TopologyEnvironment.standalone(board, InstantSource.system()))
                .describe()
                .toString();

        assertThat(described)
                .contains(
                        "payments-source",
                        "payments-processor",
                        "payments-event-ids",
                        "payments-ledger",
                        "payments-to-settled",
                        "payments-to-insured",
                        "payments-dead-letters")
                .doesNotContain("KSTREAM", "-repartition");
    }

    private void send(@Nullable String key, byte[] value) {
        send(key, value, NOW);
    }

    private void send(@Nullable String key, byte[] value, Instant brokerTime) {
        input.pipeInput(key == null ? null : key.getBytes(UTF_8), value, brokerTime);
    }

    private PortBalance balance(String port) {
        return board.of("payments", port);
    }

    private long conflicts() {
        return board.tasks().iterator().next().conflicts();
    }

    private TestRecord<byte[], byte[]> only(String port) {
        List<TestRecord<byte[], byte[]>> records = output(port).readRecordsToList();
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private TestOutputTopic<byte[], byte[]> output(String port) {
        return driver.createOutputTopic(
                "shop.payments." + port + ".v1", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private TestOutputTopic<byte[], byte[]> deadLetters() {
        return driver.createOutputTopic(
                product.deadLetterTopic(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private GenericRecord row(byte[] framed) {
        var schema = registry.schemaById(ConfluentFraming.schemaId(framed)).orElse(DeadLetterSchema.SCHEMA);
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            framed,
                                            ConfluentFraming.HEADER_LENGTH,
                                            framed.length - ConfluentFraming.HEADER_LENGTH,
                                            null));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return text(record.headers().lastHeader(name).value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, UTF_8);
    }
}
