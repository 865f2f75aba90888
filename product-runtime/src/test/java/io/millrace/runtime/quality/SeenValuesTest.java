package io.millrace.runtime.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenValuesTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long NOW = 1000 * HOUR;

    private final Map<Long, SeenValues.Seen> kept = new HashMap<>();
    private final SeenValues seen = new SeenValues(Duration.ofDays(1), new SeenValues.Table() {
        @Override
        public SeenValues.@Nullable Seen get(long high, long low) {
            return kept.get(high);
        }

        @Override
        public void put(long high, long low, SeenValues.Seen value) {
            kept.put(high, value);
        }

        @Override
        public void forgetBelow(long bucket) {
            kept.values().removeIf(value -> value.bucket() < bucket);
        }
    });

    @Test
    void shouldTakeAValueOfAnotherRowForADuplicateUntilTheWindowIsOver() {
        seen.note(7, 0, 1, 0, NOW);

        assertThat(seen.isTaken(7, 0, 2, 24 * HOUR, NOW)).isTrue();
        assertThat(seen.isTaken(7, 0, 1, 24 * HOUR, NOW)).isFalse();
        assertThat(seen.isTaken(8, 0, 2, 24 * HOUR, NOW)).isFalse();
        assertThat(seen.isTaken(7, 0, 2, 25 * HOUR, NOW)).isFalse();
    }

    @Test
    void shouldRememberLongerWhatIsSeenAgain() {
        seen.note(7, 0, 1, 0, NOW);
        seen.note(7, 0, 1, 20 * HOUR, NOW);

        assertThat(seen.isTaken(7, 0, 2, 40 * HOUR, NOW)).isTrue();
    }

    @Test
    void shouldForgetWhatHasLeftTheWindow() {
        seen.note(7, 0, 1, 0, NOW);
        seen.note(8, 0, 1, 2 * HOUR, NOW);

        seen.tidy(25 * HOUR, NOW);

        assertThat(kept).containsOnlyKeys(8L);
    }

    @Test
    void shouldTakeATimeAheadOfTheClockForNow() {
        seen.note(7, 0, 1, 1_000_000 * HOUR, NOW);

        assertThat(seen.isTaken(7, 0, 2, NOW, NOW)).isTrue();
        assertThat(seen.isTaken(7, 0, 2, NOW + 25 * HOUR, NOW + 25 * HOUR)).isFalse();
    }
}
