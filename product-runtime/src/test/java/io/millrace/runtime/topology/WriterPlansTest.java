package io.millrace.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.topology.WriterPlans.Entry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class WriterPlansTest {
    private static final int MADE_UP = 1_000_000;

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AtomicLong now = new AtomicLong(-5);
    private final WriterPlans writers = writers();
    private final int payments = registry.register("payments", Payments.AVRO);

    private WriterPlans writers() {
        Product product = Payments.product("writers").avro().build();
        InputPort input = product.inputPorts().get(0);
        Map<String, Integer> ids = new HashMap<>();
        product.outputPorts().forEach(port -> ids.put(port.name(), 900 + ids.size()));
        KeyRing keys = KeyRing.inMemory(List.of("shop"));
        InputPlans plans = InputPlans.compile(input, product.portsJudging(input), ids, keys);
        return new WriterPlans(input.name(), plans, registry, now::get);
    }

    private int askedFor(Runnable lookups) {
        int before = registry.lookups();
        lookups.run();
        return registry.lookups() - before;
    }

    private void lookUpMadeUpIds(int count) {
        for (int id = MADE_UP; id < MADE_UP + count; id++) {
            assertThat(writers.lookup(id)).isInstanceOf(Entry.Unknown.class);
        }
    }

    @Test
    void shouldAskForFewOfManyMadeUpIdsAndForASchemaThatIsKnownNeverAgain() {
        Entry plan = writers.lookup(payments);
        assertThat(plan).isInstanceOf(Entry.Known.class);

        assertThat(askedFor(() -> lookUpMadeUpIds(10_000))).isEqualTo(WriterPlans.MOST_IN_VAIN);

        assertThat(askedFor(() -> assertThat(writers.lookup(payments)).isSameAs(plan)))
                .isZero();
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(askedFor(() -> lookUpMadeUpIds(10_000)))
                .as("20 a second, after the 10 seconds in which an id is believed to be unknown")
                .isEqualTo(200);
    }

    @Test
    void shouldGiveAVerdictOnASchemaThatIsNotAvroAndOnIdsThatNoRegistryGives() {
        registry.putForeign(77);

        assertThat(writers.lookup(77)).isInstanceOf(Entry.Incompatible.class);
        assertThat(askedFor(() -> {
                    assertThat(writers.lookup(-1)).isInstanceOf(Entry.Unknown.class);
                    assertThat(writers.lookup(Integer.MIN_VALUE)).isInstanceOf(Entry.Unknown.class);
                }))
                .isZero();
    }

    @Test
    void shouldTakeUpANewSchemaSoonAfterASpateOfMadeUpIds() {
        lookUpMadeUpIds(10_000);
        assertThat(writers.lookup(payments)).as("nothing is left to ask with").isInstanceOf(Entry.Unknown.class);

        now.addAndGet(Duration.ofMillis(50).toNanos());

        assertThat(writers.lookup(payments)).isInstanceOf(Entry.Known.class);
    }

    @Test
    void shouldNotDropAPlanForSchemasThatDoNotFit() {
        Entry plan = writers.lookup(payments);
        for (int i = 0; i < 3_000; i++) {
            Schema other = SchemaBuilder.record("Other" + i).fields().endRecord();
            int id = registry.register("other", other);
            assertThat(writers.lookup(id)).isNotInstanceOf(Entry.Known.class);
            now.addAndGet(Duration.ofMillis(50).toNanos());
        }
        assertThat(askedFor(() -> assertThat(writers.lookup(payments)).isSameAs(plan)))
                .isZero();
    }

    @Test
    void shouldAlwaysAskForTheSchemaOfARecordThatWasJudgedBefore() {
        lookUpMadeUpIds(10_000);

        assertThat(writers.lookupAgain(payments)).isInstanceOf(Entry.Known.class);
    }

    @Test
    void shouldAskAgainForAnUnknownIdAfterAWhileOnly() {
        registry.hide(payments, true);
        assertThat(askedFor(() -> {
                    writers.lookup(payments);
                    writers.lookup(payments);
                }))
                .isOne();
        registry.hide(payments, false);
        assertThat(writers.lookup(payments)).isInstanceOf(Entry.Unknown.class);

        now.addAndGet(Duration.ofSeconds(10).toNanos() + 1);

        assertThat(writers.lookup(payments)).isInstanceOf(Entry.Known.class);
    }
}
