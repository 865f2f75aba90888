package io.millrace.contracts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTextTest {
    @Test
    void shouldWriteAsPeopleDo() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", "a");
        line.put("tags", List.of("pii:email"));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", "x");
        document.put("none", List.of());
        document.put("lines", List.of(YamlText.commented(YamlText.flow(line), "Why:\nthis"), YamlText.flow(line)));
        document.put("sql", "a\nb\n");

        assertThat(YamlText.of(document, "Head\n\n more")).isEqualTo("""
                # Head
                #
                #  more
                id: x
                none: []
                lines:
                # Why:
                # this
                - {name: a, tags: ['pii:email']}
                - {name: a, tags: ['pii:email']}
                sql: |
                  a
                  b
                """);
    }

    @Test
    void shouldQuoteTextsThatWouldBeReadAsSomethingElse() {
        Map<String, Object> document = new LinkedHashMap<>();
        int at = 0;
        for (Object value : List.of(
                "1",
                "true",
                "null",
                "",
                "a: b",
                "- a",
                "# a",
                "'",
                "\"",
                "{a",
                "1.50",
                "~",
                "@a",
                "a\nb",
                1,
                1.5,
                true,
                "2026-01-01",
                "grün",
                "\t")) {
            document.put("k" + at++, value);
        }

        Object read = new Load(LoadSettings.builder().build()).loadFromString(YamlText.of(document, ""));

        assertThat(read).isEqualTo(document);
    }
}
