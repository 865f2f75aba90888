package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevealedTextTest {
    @Test
    void shouldShowTextLineFeedsAndTabsAsTheyAre() {
        String text = "{\n\t\"name\": \"Zoë Ωmega 😀\"}";

        assertThat(RevealedText.of(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void shouldEscapeAnEscapeSequence() {
        byte[] clearsTheScreen = "a\033[2Jb".getBytes(StandardCharsets.UTF_8);

        assertThat(RevealedText.of(clearsTheScreen)).isEqualTo("a\\u001b[2Jb");
    }

    @Test
    void shouldEscapeEveryControlCharacterButLineFeedAndTab() {
        for (int control = 0; control < 0xa0; control++) {
            if ((control < 0x20 || control >= 0x7f) && control != '\n' && control != '\t') {
                byte[] bytes = Character.toString(control).getBytes(StandardCharsets.UTF_8);

                assertThat(RevealedText.of(bytes)).isEqualTo(String.format("\\u%04x", control));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x202e, 0x2066})
    void shouldEscapeWhatTurnsTheDirectionOfText(int turn) {
        assertThat(RevealedText.of("a" + Character.toString(turn) + "b"))
                .isEqualTo("a" + String.format("\\u%04x", turn) + "b");
    }

    @Test
    void shouldLetNoByteThatIsNotUtf8Through() {
        byte[] control = {'a', (byte) 0x9b, '2', 'J'};

        assertThat(RevealedText.of(control)).isEqualTo("a\ufffd2J");
    }

    @Test
    void shouldSayThatThereIsNothing() {
        assertThat(RevealedText.of((byte[]) null)).isEqualTo("(none)");
    }
}
