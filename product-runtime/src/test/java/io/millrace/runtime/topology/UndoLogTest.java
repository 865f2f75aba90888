package io.millrace.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.identity.Fingerprint;
import io.millrace.runtime.identity.RejectLedger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UndoLogTest {
    private final KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                    LedgerStore.supplier("ledger"), Serdes.Bytes(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    private final Ledger ledger = new Ledger(store, List.of("one"));

    @BeforeEach
    void open() {
        var context = new MockProcessorContext<Void, Void>();
        store.init(context.getStateStoreContext(), (StateStore) store);
    }

    /** The store as text, without notes. */
    private Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> {
                if (entry.key.get()[0] != 'z') {
                    content.put(entry.key.toString(), Arrays.toString(entry.value));
                }
            });
        }
        return content;
    }

    private long notes() {
        long notes = 0;
        try (var all = store.all()) {
            while (all.hasNext()) {
                notes += all.next().key.get()[0] == 'z' ? 1 : 0;
            }
        }
        return notes;
    }

    @Test
    void shouldPutTheLedgerBackToAnyOffset() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var notes = new UndoLog(store, ledger);
            List<Map<String, String>> before = new ArrayList<>();
            int records = 1 + random.nextInt(30);
            for (int offset = 0; offset < records; offset++) {
                before.add(content());
                notes.at(offset, 1000);
                for (int change = random.nextInt(4); change > 0; change--) {
                    change(notes, random, offset);
                }
            }
            before.add(content());
            int committed = random.nextInt(records + 1);

            new UndoLog(store, ledger).rollBack(committed);

            assertThat(content()).as("seed %s round %s", seed, round).isEqualTo(before.get(committed));
            assertThat(notes()).isZero();
        }
    }

    private static void change(UndoLog notes, Random random, int offset) {
        var id = new Fingerprint(random.nextInt(5), 1);
        switch (random.nextInt(4)) {
            case 0 -> notes.settled(id);
            case 1 -> notes.unreadable(random.nextInt(3), offset);
            case 2 -> notes.readable(random.nextInt(3));
            default -> notes.rejected(id, new RejectLedger.Entry(random.nextInt(8), offset, offset));
        }
    }

    @Test
    void shouldForgetNotesOfRecordsThatWereCommittedLongAgo() {
        var notes = new UndoLog(store, ledger);
        notes.at(1, 1_000_000);
        notes.rejected(new Fingerprint(1, 1), new RejectLedger.Entry(1, 1, 1));
        notes.tidy(1_000_000 + 500_000);
        assertThat(notes()).isEqualTo(1);
        notes.tidy(1_000_000 + 700_000);
        assertThat(notes()).isZero();
    }
}
