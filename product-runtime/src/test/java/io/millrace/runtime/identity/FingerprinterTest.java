package io.millrace.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprinterTest {
    private static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");

    /** From vectors_sip128 of the authors' reference code: key and message are 00 01 02 ... */
    @ParameterizedTest
    @CsvSource({
        "0, a3817f04ba25a8e66df67214c7550293",
        "1, da87c1d86b99af44347659119b22fc45",
        "2, 8177228da4a45dc7fca38bdef60affe4",
        "3, 9c70b60c5267a94e5f33b6b02985ed51",
        "7, a1f1ebbed8dbc153c0b84aa61ff08239",
        "8, 3b62a9ba6258f5610f83e264f31497b4",
        "15, 5493e99933b0a8117e08ec0f97cfc3d9"
    })
    void shouldAgreeWithTheReferenceVectors(int length, String expected) {
        var message = new byte[length];
        for (int i = 0; i < length; i++) {
            message[i] = (byte) i;
        }
        var fingerprinter = new Fingerprinter(KEY);
        fingerprinter.update(message, 0, length);
        fingerprinter.finish();

        assertThat(HexFormat.of()
                        .formatHex(ByteBuffer.allocate(16)
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .putLong(fingerprinter.high())
                                .putLong(fingerprinter.low())
                                .array()))
                .isEqualTo(expected);
    }

    @Test
    void shouldNotCareInHowManyPiecesAMessageComes() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        var message = new byte[1000];
        random.nextBytes(message);
        var whole = new Fingerprinter(KEY).hash(message, 0, message.length).fingerprint();
        var pieces = new Fingerprinter(KEY);
        for (int at = 0; at < message.length; ) {
            int count = Math.min(message.length - at, random.nextInt(200));
            pieces.update(message, at, count);
            at += count;
        }
        assertThat(pieces.length()).isEqualTo(1000);
        assertThat(pieces.finish().fingerprint()).isEqualTo(whole);
    }

    @Test
    void shouldStartAnewAfterReset() {
        var fingerprinter = new Fingerprinter(KEY);
        Set<Fingerprint> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            fingerprinter.reset().update(new byte[] {(byte) (i >> 8), (byte) i}, 0, 2);
            seen.add(fingerprinter.finish().fingerprint());
        }
        assertThat(seen).hasSize(1000);
    }

    @Test
    void shouldSpreadAndDependOnTheKeyAlsoWhenQuick() {
        Set<Fingerprint> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] message = {(byte) (i >> 8), (byte) i};
            seen.add(Fingerprinter.quick(KEY).hash(message, 0, 2).fingerprint());
            seen.add(Fingerprinter.quick(new byte[16]).hash(message, 0, 2).fingerprint());
            seen.add(new Fingerprinter(KEY).hash(message, 0, 2).fingerprint());
        }
        assertThat(seen).hasSize(3000);
    }

    @Test
    void shouldRefuseAKeyOfTheWrongLength() {
        assertThatThrownBy(() -> new Fingerprinter(new byte[15])).hasMessageContaining("16 bytes, found 15");
    }
}
