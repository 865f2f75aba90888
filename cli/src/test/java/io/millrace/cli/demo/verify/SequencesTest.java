package io.millrace.cli.demo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cli.demo.verify.Sequences.Difference;
import org.junit.jupiter.api.Test;

class SequencesTest {
    private final Sequences wanted = sequences("a", 1, 2, 2, 3);

    @Test
    void shouldSeeNoDifferenceInEqualSequences() {
        assertThat(wanted.against(sequences("a", 1, 2, 2, 3)).isNone()).isTrue();
    }

    @Test
    void shouldCountWhatIsMissing() {
        assertThat(wanted.against(sequences("a", 1, 3))).isEqualTo(new Difference(2, 0, 0));
        assertThat(wanted.against(new Sequences())).isEqualTo(new Difference(4, 0, 0));
    }

    @Test
    void shouldCountWhatIsThereTooOften() {
        assertThat(wanted.against(sequences("a", 1, 2, 2, 3, 3))).isEqualTo(new Difference(0, 1, 0));
        assertThat(new Sequences().against(wanted)).isEqualTo(new Difference(0, 4, 0));
    }

    @Test
    void shouldCountAWrongEntryAsBothLostAndTooMuch() {
        assertThat(wanted.against(sequences("a", 1, 2, 2, 9))).isEqualTo(new Difference(1, 1, 0));
    }

    @Test
    void shouldSeeAnotherOrderWithinAKeyButNotBetweenKeys() {
        assertThat(wanted.against(sequences("a", 2, 1, 2, 3))).isEqualTo(new Difference(0, 0, 1));

        Sequences two = sequences("a", 1);
        two.add("b", 2);
        Sequences swapped = sequences("b", 2);
        swapped.add("a", 1);
        assertThat(two.against(swapped).isNone()).isTrue();
    }

    private static Sequences sequences(String key, long... digests) {
        Sequences sequences = new Sequences();
        for (long digest : digests) {
            sequences.add(key, digest);
        }
        return sequences;
    }
}
