package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {
    @Test
    void shouldAgreeWithJavasStrictDecoder() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("UTF-8 seed " + seed);
        Random random = new Random(seed);
        byte[] start = "aé語😀 plain ascii text".getBytes(UTF_8);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = start.clone();
            for (int j = random.nextInt(3); j >= 0; j--) {
                bytes[random.nextInt(12)] = (byte) random.nextInt(256);
            }
            assertThat(Utf8.isValid(bytes, 0, bytes.length))
                    .as("seed %d case %d", seed, i)
                    .isEqualTo(strict(bytes));
        }
    }

    private static boolean strict(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
