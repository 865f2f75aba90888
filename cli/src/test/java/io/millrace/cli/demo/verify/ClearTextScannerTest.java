package io.millrace.cli.demo.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClearTextScannerTest {
    private static final String NAME = "Zoë Ångström-Lindqvist";
    private static final String EMAIL = "Zoe.Lindqvist+42@mail.example";
    private static final String PHONE = "+46 70 174 06 35";

    private final ClearTextScanner scanner = new ClearTextScanner(List.of(NAME, EMAIL, PHONE));

    private static final class Form {
        private final String name;
        private final byte[] bytes;

        Form(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> forms() {
        return Stream.of(NAME, EMAIL, PHONE).flatMap(ClearTextScannerTest::formsOf);
    }

    private static Stream<Form> formsOf(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        HexFormat hex = HexFormat.of();
        return Stream.concat(
                Stream.of(
                        new Form("raw", utf8),
                        new Form("raw upper case", upperCase(utf8)),
                        new Form("hex", ascii(hex.formatHex(utf8))),
                        new Form("hex upper case", ascii(hex.withUpperCase().formatHex(utf8))),
                        new Form("decimal", ascii(Arrays.toString(utf8))),
                        new Form("UTF-16BE", value.getBytes(StandardCharsets.UTF_16BE)),
                        new Form("UTF-16LE", value.getBytes(StandardCharsets.UTF_16LE)),
                        new Form("URL form", ascii(URLEncoder.encode(value, StandardCharsets.UTF_8))),
                        new Form(
                                "URL path",
                                ascii(URLEncoder.encode(value, StandardCharsets.UTF_8)
                                        .replace("+", "%20")))),
                IntStream.range(0, 6).mapToObj(offset -> new Form("base64 at " + offset, inBase64(utf8, offset))));
    }

    private static byte[] inBase64(byte[] value, int offset) {
        byte[] whole = new byte[offset + value.length + 4];
        Arrays.fill(whole, (byte) 0x5a);
        System.arraycopy(value, 0, whole, offset, value.length);
        return (offset % 2 == 0 ? Base64.getEncoder() : Base64.getUrlEncoder()).encode(whole);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldFindAValueInEachFormBetweenOtherBytes(Form form) {
        byte[] haystack = between("{\"some\": ", form.bytes, "\u0000 other}");

        assertThat(scanner.find(haystack, haystack.length)).isPresent();
    }

    @Test
    void shouldFindNothingInMaskedValues() {
        byte[] haystack = ascii("***@mail.example *************635 k1.Zm9vYmFyYmF6cXV4cXV1eA [redacted] 1987");

        assertThat(scanner.find(haystack, haystack.length)).isEmpty();
    }

    @Test
    void shouldFindNothingInRandomBytes() {
        long seed = System.nanoTime();
        byte[] haystack = new byte[1 << 20];
        new Random(seed).nextBytes(haystack);

        assertThat(scanner.find(haystack, haystack.length)).as("seed " + seed).isEmpty();
    }

    @Test
    void shouldFindAValueThatEndsWithTheBytesButNotOneCutShort() {
        byte[] whole = between("", ascii(PHONE), "");

        assertThat(scanner.find(whole, whole.length)).isEqualTo(Optional.of("raw"));
        assertThat(scanner.find(whole, whole.length - 1)).isEmpty();
    }

    @Test
    void shouldTellManyValuesWithTheSameBeginningApart() {
        List<String> phones = IntStream.range(0, 5_000)
                .mapToObj(i -> "+44 7700 " + (900_000 + i))
                .toList();
        ClearTextScanner many = new ClearTextScanner(phones);

        assertThat(many.find(ascii("+44 7700 900000"), 15)).isPresent();
        assertThat(many.find(ascii("+44 7700 904999"), 15)).isPresent();
        assertThat(many.find(ascii("+44 7700 905000"), 15)).isEmpty();
    }

    @Test
    void shouldRefuseValuesThatWouldTurnUpByAccident() {
        assertThatThrownBy(() -> new ClearTextScanner(List.of("short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("short");
    }

    private static byte[] between(String before, byte[] bytes, String after) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii(before));
        out.writeBytes(bytes);
        out.writeBytes(ascii(after));
        return out.toByteArray();
    }

    /** Letters of ASCII only: the case of others is not folded. */
    private static byte[] upperCase(byte[] bytes) {
        byte[] upper = bytes.clone();
        for (int i = 0; i < upper.length; i++) {
            upper[i] = (byte) (upper[i] >= 'a' && upper[i] <= 'z' ? upper[i] - 32 : upper[i]);
        }
        return upper;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
