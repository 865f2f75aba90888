package io.millrace.runtime.combine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.runtime.record.Fragment;
import io.millrace.runtime.record.Fragment.Content;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.Outcome.Part.Change;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/**
 * Stored rows that were damaged: refused, never merged. More cases with {@code -Dmillrace.fuzz.cases=10000000}, the
 * same again with {@code -Dmillrace.seed=...}.
 */
class StoredRowFuzzTest {
    private static final int HEADER = 5;
    private static final List<Integer> NUMBERS =
            List.of(-1, 0, 1, 12, 255, -12, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30, -1 << 30);

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int cases = Integer.getInteger("millrace.fuzz.cases", 200_000) / 8;
    private final RowMerger merger = new RowMerger(RowMergerTest.ORDERS);

    private static Outcome.Part part(String flags, String... spans) {
        byte[] bytes = String.join("", spans).getBytes(UTF_8);
        int[] ends = new int[spans.length];
        Content[] contents = new Content[spans.length];
        for (int i = 0; i < spans.length; i++) {
            ends[i] = (i == 0 ? 0 : ends[i - 1]) + spans[i].length();
            contents[i] = Content.VALUE;
        }
        return new Outcome.Part(
                new byte[] {'1'}, Change.UPDATED, Optional.of(new Fragment(bytes, ends, contents, flags)));
    }

    private static final Outcome.Part FIRST = part("late,odd", "\u00021", "\u0002\u0006abc");
    private static final Outcome.Part SECOND = part("", "\u0008card", "\u0000");

    private byte[] stored(int input, Outcome.Part part, byte[] before) {
        return ((MergedRow.Row) merger.merge(input, part, before)).stored().orElseThrow();
    }

    private List<byte[]> rows() {
        byte[] first = ((MergedRow.Row) merger.merge(0, FIRST, null)).stored().orElseThrow();
        byte[] second = ((MergedRow.Row) merger.merge(1, SECOND, null)).stored().orElseThrow();
        return List.of(first, second, stored(1, SECOND, first));
    }

    private static void seal(byte[] row) {
        var sum = new CRC32C();
        sum.update(row, HEADER, row.length - HEADER);
        ByteBuffer.wrap(row).putInt(1, (int) sum.getValue());
    }

    private byte[] damaged(byte[] original) {
        byte[] row = original.clone();
        switch (random.nextInt(5)) {
            case 0 -> row = Arrays.copyOf(row, random.nextInt(row.length));
            case 1 -> row = Arrays.copyOf(row, row.length + 1 + random.nextInt(30));
            case 2 ->
                ByteBuffer.wrap(row)
                        .putInt(random.nextInt(row.length - 3), NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 3 -> {
                int from = random.nextInt(row.length);
                int length = random.nextInt(row.length - from);
                System.arraycopy(original, from, row, random.nextInt(row.length - length), length);
            }
            default -> row[random.nextInt(row.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return row;
    }

    @Test
    void shouldRefuseEveryDamagedRow() {
        System.out.println("fuzz of stored rows, seed " + seed);
        List<byte[]> rows = rows();
        int refused = 0;
        for (int i = 0; i < cases; i++) {
            byte[] row = rows.get(random.nextInt(rows.size()));
            byte[] damaged = damaged(row);
            if (Arrays.equals(row, damaged)) {
                continue;
            }
            try {
                merger.merge(random.nextInt(2), FIRST, damaged);
                fail("seed " + seed + " case " + i + " was read: " + Arrays.toString(damaged));
            } catch (UnreadableRowException expected) {
                refused++;
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + " case " + i + ": " + Arrays.toString(damaged), e);
            }
        }
        assertThat(refused).isGreaterThan(cases / 2);
    }

    /** Not what a disk does, but what a mistake of ours could. */
    @Test
    void shouldStayInsideARowWhoseChecksumFitsItsDamage() {
        List<byte[]> rows = rows();
        int read = 0;
        for (int i = 0; i < cases; i++) {
            byte[] damaged = damaged(rows.get(random.nextInt(rows.size())));
            if (damaged.length <= HEADER) {
                continue;
            }
            seal(damaged);
            try {
                Outcome.Part gone = new Outcome.Part(new byte[] {'1'}, Change.LEFT, Optional.empty());
                if (merger.merge(random.nextInt(2), gone, damaged) instanceof MergedRow.Row row) {
                    row.record().ifPresent(record -> assertThat(record.length).isLessThan(damaged.length));
                    row.stored().ifPresent(kept -> merger.merge(0, FIRST, kept));
                    read++;
                }
            } catch (UnreadableRowException expected) {
                // Refused, as it should.
            } catch (RuntimeException | Error e) {
                fail("seed " + seed + " case " + i + ": " + Arrays.toString(damaged), e);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void shouldSayWhatToDoWithADamagedRow() {
        List<byte[]> wrong = new ArrayList<>();
        byte[] row = rows().get(2);
        for (int length = 0; length < row.length; length++) {
            wrong.add(Arrays.copyOf(row, length));
        }
        for (byte[] each : wrong) {
            assertThatThrownBy(() -> merger.merge(0, FIRST, each))
                    .isInstanceOf(UnreadableRowException.class)
                    .hasMessageContaining("a stored row is damaged")
                    .hasMessageContaining("state directory");
        }
    }
}
