package io.millrace.contracts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

public class YamlRewriteTest {
    private static final String DOCUMENT = """
            # The order contract.
            apiVersion: v3.1.0
            id: order # never changes
            ourTool: {x: [1, 2.50, ~, 'no']}
            # Bumped by hand.
            version: 1.0.0
            schema:
            - name: Order
              properties:
              # the key
              - {name: a, pattern: "[a-z]: #"}
            """;

    /** Values of a document without their places. */
    public static Optional<Object> values(String text) {
        return YamlRewrite.tree(text);
    }

    @Test
    void shouldChangeOneValueAndKeepForeignKeysOrderAndComments() {
        String written =
                YamlRewrite.of(DOCUMENT).orElseThrow().set("version", "1.1.0").text();

        assertThat(values(written)).isEqualTo(values(DOCUMENT.replace("version: 1.0.0", "version: 1.1.0")));
        assertThat(written)
                .contains("# The order contract.", "id: order # never changes", "# Bumped by hand.", "version: 1.1.0");
    }

    @Test
    void shouldAddAMemberAtTheEnd() {
        String written = YamlRewrite.of(DOCUMENT)
                .orElseThrow()
                .set("tags", List.of("a", "true"))
                .text();

        assertThat(values(written)).isEqualTo(values(DOCUMENT + "tags: [a, 'true']\n"));
    }

    @Test
    void shouldLoseNothingOfTheShop() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "examples", "shop"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                String text = Files.readString(file);
                String written = YamlRewrite.of(text).orElseThrow().text();

                assertThat(values(written)).as(file.toString()).isEqualTo(values(text));
            }
        }
    }

    @Test
    void shouldRefuseWhatIsNoMap() {
        assertThat(YamlRewrite.of("- a\n- b\n")).isEmpty();
        assertThat(YamlRewrite.of("a: [")).isEmpty();
    }
}
