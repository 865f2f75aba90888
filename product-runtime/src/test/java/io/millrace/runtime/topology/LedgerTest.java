package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.PositionMark;
import io.millrace.runtime.identity.RejectLedger;
import io.millrace.runtime.metrics.TaskBalance;
import io.millrace.runtime.record.RejectReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    LedgerStore.supplier("ledger"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final Ledger ledger = new Ledger(store, List.of("one", "two"));

    @BeforeEach
    void open() {
        var context = new MockProcessorContext<Void, Void>();
        store.init(context.getStateStoreContext(), (StateStore) store);
    }

    @Test
    void shouldTakeAPositionMarkUpWhateverNumberOfEventsShareThePosition() {
        var mark = new PositionMark(60_000);
        for (int i = 0; i < 100; i++) {
            mark.judge(7, 9, i, new Fingerprint(i, -i));
            ledger.saveMark("shop-db/shop", mark);

            PositionMark taken = ledger.loadMark("shop-db/shop", 60_000);
            assertThat(taken.atPair()).isEqualTo(mark.atPair());
            assertThat(taken.commitLsn()).isEqualTo(7);
            assertThat(taken.lsn()).isEqualTo(9);
            assertThat(taken.timestampMillis()).isEqualTo(i);
        }
        mark.judge(8, 1, 100, new Fingerprint(1, 1));
        ledger.saveMark("shop-db/shop", mark);
        assertThat(ledger.loadMark("shop-db/shop", 60_000).atPair()).containsExactly(new Fingerprint(1, 1));
        assertThat(ledger.loadMark("other-db/shop", 60_000).atPair()).isEmpty();
    }

    @Test
    void shouldTakeCountsUpByPortName() {
        var balance = new TaskBalance("in", 0, List.of("one", "two"));
        balance.countInput(5, 100);
        balance.countConflict();
        balance.count(0, TaskBalance.Kind.ACCEPTED);
        balance.count(1, RejectReason.OVERSIZE);
        ledger.save(balance);

        var taken = new TaskBalance("in", 0, List.of("two", "three"));
        new Ledger(store, List.of("two", "three")).load(taken);
        assertThat(taken.records()).isEqualTo(1);
        assertThat(taken.conflicts()).isEqualTo(1);
        assertThat(taken.of("two").rejected()).isEqualTo(Map.of(RejectReason.OVERSIZE, 1L));
        assertThat(taken.of("three").total()).isZero();
    }

    @Test
    void shouldTakeUpHowManyRecordsWereJudgedHoweverManyThatWere() {
        var onePort = new Ledger(store, List.of("one"));
        var balance = new TaskBalance("in", 0, List.of("one"));
        for (int record = 1; record <= 2500; record++) {
            balance.countInput(record, 100);
            balance.count(0, TaskBalance.Kind.ACCEPTED);
            onePort.save(balance);

            var taken = new TaskBalance("in", 0, List.of("one"));
            new Ledger(store, List.of("one")).load(taken);
            assertThat(taken.records()).isEqualTo(record);
        }
    }

    @Test
    void shouldHandTheCountsOfTheLastRecordToEachCommitThoughTheyAreCachedOnce() {
        try (var driver = new TopologyTestDriver(savingForEachRecord())) {
            TestInputTopic<String, Integer> input =
                    driver.createInputTopic("in", new StringSerializer(), new IntegerSerializer());
            List<Long> accepted = new ArrayList<>();
            for (int records : new int[] {100, 1, 1500, 7}) {
                // The driver commits after each of its own records, and the processor saves so many times for one.
                input.pipeInput("key", records);
                accepted.add(lastOf(driver, "cone"));
            }

            assertThat(accepted).containsExactly(100L, 101L, 1601L, 1608L);
            byte[] kept = driver.<Bytes, byte[]>getKeyValueStore("ledger").get(Bytes.wrap("cone".getBytes(UTF_8)));
            assertThat(ByteBuffer.wrap(kept).getLong()).isEqualTo(1608);
        }
    }

    private static Topology savingForEachRecord() {
        var topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new IntegerDeserializer(), "in");
        topology.addProcessor("processor", Saving::new, "source");
        topology.addStateStore(GovernedTopology.ledger("ledger"), "processor");
        return topology;
    }

    private static final class Saving implements Processor<String, Integer, Void, Void> {
        private final TaskBalance balance = new TaskBalance("in", 0, List.of("one"));
        private @Nullable Ledger ledger;

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            ledger = new Ledger(context.getStateStore("ledger"), List.of("one"));
        }

        @Override
        public void process(Record<String, Integer> record) {
            for (int i = 0; i < record.value(); i++) {
                balance.countInput(i, 100);
                balance.count(0, TaskBalance.Kind.ACCEPTED);
                requireNonNull(ledger).save(balance);
            }
        }
    }

    /** The first count of the one record of a key that the changelog has got since the last call. */
    private static long lastOf(TopologyTestDriver driver, String key) {
        String changelog = driver.producedTopicNames().stream()
                .filter(topic -> topic.endsWith("-changelog"))
                .findFirst()
                .orElseThrow();
        List<byte[]> values = driver
                .createOutputTopic(changelog, new StringDeserializer(), new ByteArrayDeserializer())
                .readKeyValuesToList()
                .stream()
                .filter(entry -> entry.key.equals(key))
                .map(entry -> entry.value)
                .toList();
        assertThat(values).hasSize(1);
        return ByteBuffer.wrap(values.get(0)).getLong();
    }

    @Test
    void shouldTakeRejectedIdsUp() {
        var rejects = new RejectLedger(ledger, 10);
        rejects.judged(new Fingerprint(1, 2), 0b101, 7, 8);
        rejects.judged(new Fingerprint(3, 4), 1, 9, 10);
        rejects.judged(new Fingerprint(3, 4), 0, 11, 12);
        rejects.unreadable(77, 13);

        var taken = new RejectLedger(ledger, 10);
        ledger.load(taken);
        assertThat(taken.openPorts(new Fingerprint(1, 2))).isEqualTo(0b101);
        assertThat(taken.openPorts(new Fingerprint(3, 4))).isZero();
        assertThat(taken.unreadableContents()).containsExactly(77L);
    }

    @Test
    void shouldHaltWhereMoreRejectsAreOpenThanCanBeRemembered() {
        var rejects = new RejectLedger(ledger, 1);
        var record = new InputRecord("events", 0, 6, 100, null, null, new RecordHeaders());
        rejects.judged(new Fingerprint(1, 1), 1, 5, 100);
        EventIdStage.haltIfOverfull(rejects, record);
        rejects.judged(new Fingerprint(2, 2), 1, 6, 100);

        assertThatThrownBy(() -> EventIdStage.haltIfOverfull(rejects, record))
                .isInstanceOf(HaltException.class)
                .hasMessageContaining("events-0-6")
                .hasMessageContaining("millrace dlq list");
    }
}
