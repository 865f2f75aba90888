package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"b\"",
        "\"c\\u0061\"",
        "1",
        "-0.5e+3",
        "true",
        "false",
        "null",
        " ",
        "\"\\ud83d\\ude00\"",
        "\"é\"",
        "\"\\n\"",
        "0",
        "\n"
    };

    private static final Pattern TWICE = Pattern.compile("(?s)\"(a|b|ca)\".*\"\\1\"");
    private static final Pattern HALF_PAIR = Pattern.compile("\\\\ud83d(?!\\\\ude00)|(?<!\\\\ud83d)\\\\ude00");

    private final Layout layout = new Layout();
    private final int a = layout.slot(List.of("a"));
    private final int nested = layout.slot(List.of("b", "ca"));
    private final JsonReader reader = JsonReader.compile(layout);
    private final Slots slots = new Slots(layout.size());

    private final JsonMapper jackson = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Random token sequences around valid objects: taken and refused as Jackson does, with the same values. */
    @Test
    void shouldAgreeWithJacksonOnWhatIsJson() throws IOException {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("JSON seed " + seed);
        Random random = new Random(seed);
        int valid = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = random.nextBoolean() ? value(random, 0, true) : mutated(value(random, 0, true), random);
            byte[] bytes = text.getBytes(UTF_8);
            slots.clear();
            boolean read = reader.read(bytes, 0, bytes.length, slots);
            JsonNode tree = tree(text);
            if (tree == null || !tree.isObject()) {
                assertThat(read).as("seed %d: %s", seed, text).isFalse();
            } else if (read) {
                valid++;
                agree(tree.path("a"), a, text);
                agree(tree.path("b").path("ca"), nested, text);
            } else {
                assertThat(TWICE.matcher(text.replace("\\u0061", "a")).find()
                                || HALF_PAIR.matcher(text).find())
                        .as("what Jackson takes is refused only for a name that stands twice or half a pair: %s", text)
                        .isTrue();
            }
        }
        assertThat(valid).isGreaterThan(10_000);
    }

    private @Nullable JsonNode tree(String text) {
        try {
            return jackson.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private void agree(JsonNode expected, int slot, String text) {
        if (expected.isMissingNode() || expected.isNull()) {
            assertThat(slots.isPresent(slot)).as(text).isFalse();
        } else if (expected.isTextual() || expected.isNumber()) {
            String found = new String(slots.data(slot), slots.start(slot), slots.length(slot), UTF_8);
            if (expected.isTextual()) {
                assertThat(found).as(text).isEqualTo(expected.textValue());
            } else {
                assertThat(Double.parseDouble(found)).as(text).isEqualTo(expected.doubleValue());
            }
        } else {
            assertThat(slots.json(slot))
                    .as(text)
                    .isEqualTo(
                            expected.isBoolean()
                                    ? expected.booleanValue() ? Slots.Json.TRUE : Slots.Json.FALSE
                                    : Slots.Json.OTHER);
        }
    }

    private static String value(Random random, int depth, boolean object) {
        int pick = object ? 0 : random.nextInt(depth > 3 ? 6 : 8);
        StringBuilder text = new StringBuilder();
        if (pick == 0 || pick == 7) {
            String[] names = {"a", "b", "ca", "c\\u0061", "d"};
            text.append('{');
            for (int i = random.nextInt(4); i > 0; i--) {
                text.append('"').append(names[random.nextInt(names.length)]).append("\" :");
                text.append(value(random, depth + 1, false)).append(i > 1 ? "," : "");
            }
            return text.append('}').toString();
        } else if (pick == 6) {
            return "[" + value(random, depth + 1, false) + " ,1]";
        }
        return PIECES[6 + random.nextInt(PIECES.length - 8)];
    }

    private static String mutated(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        String piece = PIECES[random.nextInt(PIECES.length)];
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(Math.min(text.length(), at + 1));
            default -> text.substring(0, at);
        };
    }
}
