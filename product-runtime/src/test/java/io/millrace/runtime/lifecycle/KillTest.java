package io.millrace.runtime.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.Await;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.PeriodRecords;
import io.millrace.runtime.key.KeyRing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random under load: nothing lost, nothing doubled, in outputs, in dead letters and in what periods count. */
class KillTest {
    private static final int KILLS = Integer.getInteger("millrace.kills", 3);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static Cluster cluster;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = Cluster.start();
        KeyRing.generate(directory.resolve("keys"), List.of("shop"));
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldLoseAndDoubleNothingWhenKilledAtRandom() throws Exception {
        SettledLoad load = run(
                ProductChild.KILLED,
                KILLS,
                sent -> Await.until("all periods complete", PATIENCE, () -> inPeriods("records") >= sent.records()));

        assertThat(keys(cluster.records("shop.killed.settled.v1")))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(load.accepted());
        assertThat(keys(cluster.records("shop.killed.dead-letter")))
                .doesNotHaveDuplicates()
                .hasSize(load.deadLetters());
        verifyPeriods(load);
    }

    /** Without transactions: what is there twice comes from one record, and without it all is as it would be with them. */
    @Test
    void shouldGiveTheSameVerdictsWhereOutputsMayRepeat() throws Exception {
        SettledLoad load = run(ProductChild.REPEATED, Math.max(1, KILLS - 1), sent -> {});

        List<ConsumerRecord<byte[], byte[]>> outputs = cluster.records("shop.repeated.settled.v1");
        Map<String, String> byPosition = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> output : outputs) {
            String source = new String(
                    Objects.requireNonNull(output.headers().lastHeader("mr-source"))
                            .value(),
                    UTF_8);
            String key = new String(output.key(), UTF_8);
            assertThat(byPosition.getOrDefault(source, key))
                    .as("one record has one output")
                    .isEqualTo(key);
            byPosition.put(source, key);
        }
        List<String> letters = keys(cluster.records("shop.repeated.dead-letter"));
        System.out.println("repeated outputs " + (outputs.size() - byPosition.size()) + ", repeated dead letters "
                + (letters.size() - letters.stream().distinct().count()));
        assertThat(byPosition.values()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(load.accepted());
        assertThat(letters.stream().distinct()).hasSize(load.deadLetters());
    }

    /** What is to be waited for before the last process is stopped. */
    private interface Wait {
        void until(SettledLoad sent) throws InterruptedException;
    }

    private SettledLoad run(String name, int kills, Wait last) throws Exception {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println(name + " seed " + seed);
        var random = new Random(seed);
        Payments payments = ProductChild.product(name);
        Product product = payments.build();
        cluster.provision(product, new InMemoryRegistry());
        String output = "shop." + name + ".settled.v1";
        Path state = directory.resolve("state-" + name);
        Path keys = directory.resolve("keys");
        var load = new SettledLoad(cluster, payments, new Random(seed));
        load.start();
        for (int kill = 0; kill < kills; kill++) {
            ProductChild child = ProductChild.start(cluster.bootstrapServers(), name, state, keys);
            long before = cluster.committed(output);
            Await.until("output before the kill", PATIENCE, () -> cluster.committed(output) > before + 10);
            Thread.sleep(random.nextInt(1500));
            assertThat(child.isAlive()).isTrue();
            child.kill();
        }
        load.stop();
        ProductChild child = ProductChild.start(cluster.bootstrapServers(), name, state, keys);
        try {
            Await.until("all input judged", PATIENCE, () -> cluster.lag(product) <= 2);
            cluster.awaitNoOpenTransaction(output, PATIENCE);
            cluster.awaitNoOpenTransaction("shop." + name + ".dead-letter", PATIENCE);
            last.until(load);
        } finally {
            child.kill();
        }
        System.out.println(kills + " kills, " + load.records() + " records, "
                + load.accepted().size() + " accepted");
        return load;
    }

    private static long inPeriods(String count) {
        return periods().stream().mapToLong(period -> (Long) period.get(count)).sum();
    }

    private static List<GenericRecord> periods() {
        return cluster.records("shop.killed.periods").stream()
                .map(record -> PeriodRecords.decode(record.value()))
                .toList();
    }

    private static void verifyPeriods(SettledLoad load) {
        assertThat(keys(cluster.records("shop.killed.periods"))).doesNotHaveDuplicates();
        assertThat(inPeriods("records")).isEqualTo(load.records());
        assertThat(inPeriods("late")).isZero();
        assertThat(periods()).extracting(period -> period.get("balanced")).containsOnly(true);
        List<GenericRecord> ports = new ArrayList<>();
        periods().forEach(period -> ports.add((GenericRecord) ((List<?>) period.get("ports")).get(0)));
        assertThat(ports.stream().mapToLong(port -> (Long) port.get("accepted")).sum())
                .isEqualTo(load.accepted().size());
        assertThat(ports.stream()
                        .flatMap(port -> ((Map<?, ?>) port.get("deadLetters")).values().stream())
                        .mapToLong(count -> (Long) count)
                        .sum())
                .isEqualTo(load.deadLetters());
    }

    private static List<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.key(), UTF_8)).toList();
    }
}
