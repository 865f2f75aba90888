package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages records and demands a verdict, and of those accepted one whole record. */
final class FuzzAttack {
    private static final Outcome.Rejected MALFORMED = new Outcome.Rejected(RejectReason.MALFORMED, "");

    private final long seed;
    private final Random random;

    FuzzAttack(long seed, Random random) {
        this.seed = seed;
        this.random = random;
    }

    void on(PlanRunner runner, RecordPlan plan, List<byte[]> seeds, int count) {
        for (byte[] undamaged : seeds) {
            assertThat(runner.run(plan, PlanRunner.KEY, undamaged, HeaderLookup.NONE))
                    .as("the fuzz starts from records that are read")
                    .isNotEqualTo(MALFORMED);
        }
        for (int i = 0; i < count; i++) {
            byte[] damaged = damage(seeds.get(random.nextInt(seeds.size())));
            try {
                Outcome outcome = runner.run(plan, PlanRunner.KEY, damaged, HeaderLookup.NONE);
                if (outcome instanceof Outcome.Accepted accepted && accepted.value() != null && i % 16 == 0) {
                    runner.decode(outcome);
                }
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + " case " + i + ": " + Arrays.toString(damaged), e);
            }
        }
    }

    private byte[] damage(byte[] original) {
        byte[] bytes = original.clone();
        switch (random.nextInt(6)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(20));
            case 2 -> {
                // A run of continuation bytes: lengths and counts of any size.
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + 1 + random.nextInt(11));
                Arrays.fill(bytes, from, to, (byte) (0x80 | random.nextInt(128)));
            }
            case 3 -> bytes = spliced(bytes, random.nextInt(bytes.length), random.nextInt(bytes.length));
            default -> {}
        }
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** A piece of the record, copied to another place in it. */
    private static byte[] spliced(byte[] bytes, int from, int to) {
        int length = Math.min(bytes.length - from, 16);
        byte[] result = new byte[bytes.length + length];
        System.arraycopy(bytes, 0, result, 0, to);
        System.arraycopy(bytes, from, result, to, length);
        System.arraycopy(bytes, to, result, to + length, bytes.length - to);
        return result;
    }
}
