package io.millrace.contracts.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlDocumentTest {
    private final Problems problems = new Problems();

    @Test
    void shouldKnowLineAndColumnOfEveryElement() {
        Fields document = read("a:\n  b: [{c: true}]\n").orElseThrow();

        Fields item = document.object("a").orElseThrow().objects("b").get(0);
        Sited<Boolean> flag = item.flag("c").orElseThrow();

        assertThat(flag.value()).isTrue();
        assertThat(flag.at().element()).isEqualTo("a.b[0].c");
        assertThat(flag.at().location()).hasToString("f.yaml:2:11");
    }

    @Test
    void shouldSayWhereAFileStopsBeingUtf8() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("owner: checkout\nsupport: caf".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xe9);
        bytes.writeBytes("\n".getBytes(StandardCharsets.UTF_8));

        assertThat(YamlDocument.read(bytes.toByteArray(), "f.yaml", problems)).isEmpty();

        assertThat(found())
                .containsExactly("f.yaml:2:13: error: The file is not UTF-8 from here on. Save it as UTF-8.");
    }

    @Test
    void shouldReadAFileWithAByteOrderMark() {
        assertThat(read("\uFEFFowner: checkout\n")
                        .orElseThrow()
                        .text("owner")
                        .orElseThrow()
                        .value())
                .isEqualTo("checkout");
    }

    @Test
    void shouldRefuseATruncatedCharacterAtTheEnd() {
        byte[] truncated = {'a', ':', ' ', (byte) 0xc3};

        assertThat(YamlDocument.read(truncated, "f.yaml", problems)).isEmpty();

        assertThat(found()).singleElement().asString().startsWith("f.yaml:1:4: error: The file is not UTF-8");
    }

    @Test
    void shouldExpandAnchorsWithinBounds() {
        Fields document = read("a: &x {k: v}\nb: *x\n").orElseThrow();

        Sited<String> k = document.object("b").orElseThrow().text("k").orElseThrow();

        assertThat(k.value()).isEqualTo("v");
        assertThat(k.at().element()).isEqualTo("b.k");
    }

    @Test
    void shouldRefuseAnAnchorThatContainsItself() {
        assertThat(read("a: &x [*x]\n")).isEmpty();

        assertThat(found()).singleElement().asString().contains("The file is nested deeper than 64 levels.");
    }

    @Test
    void shouldRefuseControlCharacters() {
        assertThat(read("a: b\nc: d\u0007\n")).isEmpty();

        assertThat(found())
                .containsExactly("f.yaml:2:1: error: The line holds a control character, which YAML does not allow.");
    }

    @Test
    void shouldRefuseAFileThatIsNoDescriptorBySize() {
        assertThat(YamlDocument.read(new byte[YamlDocument.MAX_BYTES + 1], "f.yaml", problems))
                .isEmpty();

        assertThat(found()).singleElement().asString().contains("larger than 1 MiB");
    }

    @Test
    void shouldTakeQuotedNumbersForText() {
        Fields document = read("a: \"1\"\nb: 1\nc: 0x10\nd: yes\n").orElseThrow();

        assertThat(document.text("a").orElseThrow().value()).isEqualTo("1");
        assertThat(document.integer("b").orElseThrow().value()).isEqualTo(1);
        assertThat(document.integer("c").orElseThrow().value()).isEqualTo(16);
        assertThat(document.text("d").orElseThrow().value()).isEqualTo("yes");
        assertThat(document.text("b")).isEmpty();
        assertThat(found())
                .containsExactly("f.yaml:2:4: error: b: must be text, but is a whole number. Put it in quotes: \"1\".");
    }

    private Optional<Fields> read(String text) {
        return YamlDocument.read(text.getBytes(StandardCharsets.UTF_8), "f.yaml", problems);
    }

    private List<String> found() {
        return problems.sorted().stream().map(Problem::toString).toList();
    }
}
