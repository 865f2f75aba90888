package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/** Damages records and demands a verdict of every port, and of those accepted one whole record. */
final class FuzzAttack {
    private static final Outcome.Rejected MALFORMED = new Outcome.Rejected(RejectReason.MALFORMED, "");

    private final long seed;
    private final Random random;
    private final FuzzDamage damage;
    private final FuzzSurroundings surroundings;

    FuzzAttack(long seed, Random random) {
        this(seed, random, List.of(), FuzzSurroundings.NONE);
    }

    /** @param words what else is put into records */
    FuzzAttack(long seed, Random random, List<byte[]> words, FuzzSurroundings surroundings) {
        this.seed = seed;
        this.random = random;
        this.damage = new FuzzDamage(random, words);
        this.surroundings = surroundings;
    }

    void on(PlanRunner runner, RecordPlan plan, List<byte[]> seeds, int count) {
        FuzzSurroundings.Around ordinary = surroundings.undamaged();
        for (byte[] undamaged : seeds) {
            assertThat(runner.run(plan, ordinary.key(), undamaged, ordinary.headers()))
                    .as("the fuzz starts from records that are read")
                    .isNotEqualTo(MALFORMED);
        }
        for (int i = 0; i < count; i++) {
            byte[] damaged = damage.of(seeds.get(random.nextInt(seeds.size())));
            FuzzSurroundings.Around around = surroundings.next();
            try {
                if (plan.read(around.key(), damaged, around.headers(), runner.row)
                        .isEmpty()) {
                    plan.identity(
                            runner.row,
                            (bytes, offset, length) -> Objects.checkFromIndexSize(offset, length, bytes.length));
                    for (int port = 0; port < runner.outputs.size(); port++) {
                        verify(runner, plan, port);
                    }
                }
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + " case " + i + ": " + Arrays.toString(damaged) + ", " + around, e);
            }
        }
    }

    /** Demands that a record is read whole, and refused without its last bytes, however many they are. */
    static void truncate(PlanRunner runner, RecordPlan plan, byte[] whole, HeaderLookup headers) {
        assertThat(runner.run(plan, PlanRunner.KEY, whole, headers)).isNotEqualTo(MALFORMED);
        for (int length = 0; length < whole.length; length++) {
            assertThat(runner.run(plan, PlanRunner.KEY, Arrays.copyOf(whole, length), headers))
                    .as("first %d of %d bytes", length, whole.length)
                    .isEqualTo(MALFORMED);
        }
    }

    private static void verify(PlanRunner runner, RecordPlan plan, int port) {
        Outcome outcome = plan.evaluate(port, runner.row);
        assertThat(outcome).isNotNull();
        if (outcome instanceof Outcome.Accepted accepted && accepted.value() != null) {
            texts(runner.decode(outcome, port));
        }
    }

    /** Avro's reader does not look whether texts are UTF-8. */
    private static void texts(@Nullable Object value) {
        if (value instanceof GenericRecord record) {
            for (int i = 0; i < record.getSchema().getFields().size(); i++) {
                texts(record.get(i));
            }
        } else if (value instanceof Collection<?> items) {
            items.forEach(FuzzAttack::texts);
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, item) -> {
                texts(key);
                texts(item);
            });
        } else if (value instanceof Utf8 text) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text.getBytes(), 0, text.getByteLength()));
            } catch (CharacterCodingException e) {
                throw new AssertionError("a text that leaves is UTF-8", e);
            }
        }
    }
}
