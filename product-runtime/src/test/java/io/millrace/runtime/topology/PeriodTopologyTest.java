package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.fixture.InMemoryRegistry;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.fixture.PeriodRecords;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.TaskBalance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records that say that a period is complete. */
class PeriodTopologyTest {
    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private final Payments payments =
            Payments.product("counted").periods(Duration.ofMinutes(1), Duration.ofSeconds(20));
    private final Product product = payments.build();
    private final BalanceBoard board = new BalanceBoard();
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> input;
    private Instant now = START;

    @BeforeEach
    void start() {
        var registry = new InMemoryRegistry();
        Payments.register(product, registry);
        var parts =
                ProductParts.resolve(product, registry, KeyRing.generate(directory.resolve("keys"), List.of("shop")));
        InstantSource clock = () -> now;
        driver = new TopologyTestDriver(
                GovernedTopology.build(parts, TopologyEnvironment.standalone(board, clock)),
                StreamsSettings.of(
                        product,
                        Map.of("bootstrap.servers", "localhost:1"),
                        directory.resolve("state"),
                        "one",
                        1,
                        TopologyEnvironment.DEFAULT_LARGEST_RECORD),
                START);
        input = driver.createInputTopic(payments.topic(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private void send(String id, byte[] value, Instant at) {
        now = at;
        input.pipeInput(id.getBytes(UTF_8), value, at);
    }

    private void send(String id, Instant at) {
        send(id, Payments.event(id, "12.50", at), at);
    }

    private List<GenericRecord> periods() {
        return driver
                .createOutputTopic("shop.counted.periods", new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readValuesToList()
                .stream()
                .map(PeriodRecords::decode)
                .toList();
    }

    @Test
    void shouldReconcileRecordsWithOutputsAndDeadLetters() {
        send("before", START);
        send("a", START.plusSeconds(60));
        send("a", START.plusSeconds(61));
        send("b", START.plusSeconds(62));
        send("broken", "{".getBytes(UTF_8), START.plusSeconds(63));
        send("next", START.plusSeconds(130));
        assertThat(periods())
                .as("the first, which nobody saw begin")
                .singleElement()
                .satisfies(period -> {
                    assertThat(period.get("partial")).isEqualTo(true);
                    assertThat(period.get("records")).isEqualTo(1L);
                });
        send("later", START.plusSeconds(140));

        assertThat(periods()).singleElement().satisfies(period -> {
            assertThat(period.get("start")).isEqualTo(START.plusSeconds(60).toEpochMilli());
            assertThat(period.get("end")).isEqualTo(START.plusSeconds(120).toEpochMilli());
            assertThat(period.get("records")).isEqualTo(4L);
            assertThat(period.get("late")).isEqualTo(0L);
            assertThat(period.get("partial")).isEqualTo(false);
            assertThat(period.get("balanced")).isEqualTo(true);
            assertThat(period.get("partitions")).isEqualTo(1);
            List<?> ports = (List<?>) period.get("ports");
            assertThat(ports).hasSize(2);
            assertThat(ports.get(0))
                    .hasToString("{\"port\": \"settled\", \"contract\": \"shop.counted.settled@1.0.0\","
                            + " \"accepted\": 2, \"retracted\": 0, \"filtered\": 0, \"duplicates\": 1, \"control\": 0,"
                            + " \"waiting\": 0, \"deadLetters\": {\"malformed\": 1}}");
            assertThat(((GenericRecord) ports.get(1)).get("filtered")).isEqualTo(2L);
        });
    }

    @Test
    void shouldEndAPeriodWithoutARecordOnceAllIsReadUntilThen() {
        send("a", START.plusSeconds(5));
        now = START.plusSeconds(200);
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(periods()).isEmpty();

        for (TaskBalance task : board.tasks()) {
            task.readUntil(START.plusSeconds(200).toEpochMilli());
        }
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(periods()).extracting(period -> period.get("records")).containsExactly(1L, 0L, 0L);
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        assertThat(periods()).isEmpty();
    }
}
