package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

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
        for (byte[] undamaged : seeds) {
            assertThat(runner.run(plan, PlanRunner.KEY, undamaged, HeaderLookup.NONE))
                    .as("the fuzz starts from records that are read")
                    .isNotEqualTo(MALFORMED);
        }
        for (int i = 0; i < count; i++) {
            byte[] damaged = damage.of(seeds.get(random.nextInt(seeds.size())));
            FuzzSurroundings.Around around = surroundings.next();
            try {
                if (plan.read(around.key(), damaged, around.headers(), runner.row)
                        .isEmpty()) {
                    for (int port = 0; port < runner.outputs.size(); port++) {
                        verify(runner, plan, port, i);
                    }
                }
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + " case " + i + ": " + Arrays.toString(damaged) + ", " + around, e);
            }
        }
    }

    private static void verify(PlanRunner runner, RecordPlan plan, int port, int i) {
        Outcome outcome = plan.evaluate(port, runner.row);
        assertThat(outcome).isNotNull();
        if (outcome instanceof Outcome.Accepted accepted && accepted.value() != null && i % 16 == 0) {
            texts(runner.decode(outcome, port));
        }
    }

    /** Avro's reader does not look whether texts are UTF-8. */
    private static void texts(GenericRecord record) {
        for (int i = 0; i < record.getSchema().getFields().size(); i++) {
            if (record.get(i) instanceof Utf8 text) {
                try {
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(text.getBytes(), 0, text.getByteLength()));
                } catch (CharacterCodingException e) {
                    throw new AssertionError("a text that leaves is UTF-8", e);
                }
            }
        }
    }
}
