package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** Texts that readers and functions have stumbled over elsewhere. */
final class FuzzTexts {
    private static final List<String> WORDS = List.of(
            "",
            "{}",
            "[]",
            "null",
            "true",
            "\"",
            "\\",
            "\\u0000",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\udc00\\ud800",
            "\\uD8",
            "\u0000",
            "\uFEFF",
            "é\u0301\u212b",
            "İıßΣς",
            "\ud83d\ude00",
            "-",
            "-0",
            "0",
            "00",
            "1e5",
            "1e999",
            "-1e-999",
            "1.",
            "0.1e+",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1" + "0".repeat(2000),
            "2026-02-30",
            "2026-11-20T13:36:30.123456789Z",
            "+999999999-12-31T23:59:59Z",
            "12:34:60",
            "24:00:00Z",
            "uuuu-MM-dd",
            "uuuu-MM-dd'T'HH:mm:ssXXX",
            "EEEE, d. MMMM GGGGG",
            "ppppppppp",
            "[[[[",
            "'",
            "Europe/Berlin",
            "UTC+18:00",
            "+19",
            "(a+)+$",
            "((((((((((",
            "a{1000}{1000}",
            "[^\\x00-\\x{10FFFF}]",
            "AQID",
            "A===",
            "//8=",
            "a|b\\|c\\",
            "__debezium_unavailable_value",
            "[\"1\",\"2\"]",
            "[null,\"18446744073709551616\"]",
            "\"schema\":{\"a\":[1]},",
            "\"payload\":",
            "\"payload\":{},",
            "{\"id\":7}",
            "{\"id\":7,\"id\":8}",
            "\"op\":\"d\",",
            "\"after\":null,",
            "[".repeat(70),
            "{\"a\":".repeat(70));

    private FuzzTexts() {}

    /** The words, and bytes that are no text: broken UTF-8, and an Avro key as a foreign connector frames it. */
    static List<byte[]> all() {
        List<byte[]> texts = new ArrayList<>();
        WORDS.forEach(word -> texts.add(word.getBytes(UTF_8)));
        texts.add(new byte[] {0, 0, 0, 0, 9, 2, (byte) 0xce, 0x49});
        texts.add(new byte[] {(byte) 0xc0, (byte) 0x80});
        texts.add(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80});
        texts.add(new byte[] {'a', (byte) 0xf0, (byte) 0x9f});
        return texts;
    }
}
