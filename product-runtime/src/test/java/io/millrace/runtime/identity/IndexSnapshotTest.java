package io.millrace.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexSnapshotTest {
    private static final Window WINDOW = Window.of(Duration.ofHours(24));
    private static final long START = Duration.ofDays(20_000).toMillis();
    private static final int MUTATIONS = Integer.getInteger("millrace.mutations", 20);

    private final MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);

    @TempDir
    private Path directory;

    private Path file;
    private EventIdIndex index;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("index.snapshot");
        index = fresh();
        for (int id = 0; id < 5_000; id++) {
            index.see(mix(id), mix(~id), id, START + id);
        }
        IndexSnapshot.write(file, "for the test", 4_999, index);
    }

    @Test
    void shouldAnswerAlikeAfterReadingBack() throws Exception {
        EventIdIndex read = fresh();
        assertThat(IndexSnapshot.load(file, "for the test", read)).isEqualTo(4_999);
        assertThat(read.entries()).isEqualTo(5_000);
        for (int id = 0; id < 10_000; id++) {
            assertThat(read.see(mix(id), mix(~id), id, START + 5_000))
                    .isEqualTo(index.see(mix(id), mix(~id), id, START + 5_000));
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void shouldRefuseWhatWasMadeForSomethingElse() {
        EventIdIndex read = fresh();
        assertThatThrownBy(() -> IndexSnapshot.load(file, "for another", read))
                .isInstanceOf(IndexSnapshot.UnusableException.class)
                .hasMessage("it was made for [for the test], wanted is [for another]");
        assertThat(read.entries()).isZero();
    }

    @Test
    void shouldRefuseAFileThatWasChangedInAnyWay() throws IOException {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        byte[] whole = Files.readAllBytes(file);
        for (int mutation = 0; mutation < MUTATIONS; mutation++) {
            byte[] changed = whole.clone();
            switch (mutation % 4) {
                case 0 -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                case 1 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
                case 2 -> changed = Arrays.copyOf(changed, changed.length + 1 + random.nextInt(100));
                default -> {
                    int from = random.nextInt(changed.length - 8);
                    byte[] other = new byte[8];
                    random.nextBytes(other);
                    System.arraycopy(other, 0, changed, from, 8);
                }
            }
            Files.write(file, changed);
            EventIdIndex read = fresh();
            assertThatThrownBy(() -> IndexSnapshot.load(file, "for the test", read))
                    .as("mutation %s", mutation)
                    .isInstanceOf(IndexSnapshot.UnusableException.class);
            assertThat(read.entries()).isZero();
        }
    }

    private EventIdIndex fresh() {
        return new EventIdIndex(WINDOW, budget, () -> Long.MAX_VALUE / 4);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
