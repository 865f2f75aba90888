package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseReaderTest {
    @TempDir
    Path folder;

    @Test
    void shouldReportEverythingThatIsWrongInACaseWithItsLine() {
        assertThatThrownBy(() -> read("""
                        about: A case with mistakes
                        inputs:
                        - {op: x, after: {id: 1}}
                        - {event: {id: 1}, text: 'both'}
                        - {again: 7}
                        - {op: c, after: {id: 1}, afterr: {}}
                        - {text: a, at: yesterday}
                        - {hex: 0g}
                        outputs:
                          orders:
                          - {key: 1}
                        deadLetters:
                        - {reason: malformd}
                        balance:
                          orders: {acepted: 1}
                        """))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrong.case.yaml:1:1: error: Write either 'product'")
                .hasMessageContaining("wrong.case.yaml:3:3: error: inputs[0]: 'op' must be c, u, d, r or t")
                .hasMessageContaining("wrong.case.yaml:4:3: error: inputs[1]: An input has exactly one of")
                .hasMessageContaining("must be the number of an earlier input, 1 to 2")
                .hasMessageContaining("Unknown key 'afterr'. Did you mean 'after'?")
                .hasMessageContaining("must be a time such as")
                .hasMessageContaining("'hex' must be pairs of hexadecimal digits")
                .hasMessageContaining("wrong.case.yaml:11:5: error: outputs.orders[0]: An expected record has exactly")
                .hasMessageContaining("'malformd' is no reason. Did you mean 'malformed'?")
                .hasMessageContaining("Unknown key 'acepted'. Did you mean 'accepted'?");
    }

    @Test
    void shouldTakeEveryLeafAsTheTextThatStandsThere() throws IOException {
        CaseFile read = read("""
                about: Texts
                product: shop
                inputs:
                - {op: c, after: {id: 007, total: 1.10, note: null, gift: true, name: "x"}, key: 7}
                """);

        var change = (CaseFile.Content.Change) read.inputs().get(0).content();
        assertThat(change.after().orElseThrow().columns())
                .containsEntry("id", "007")
                .containsEntry("total", "1.10")
                .containsEntry("note", null)
                .containsEntry("gift", "true")
                .containsEntry("name", "x");
        assertThat(read.inputs().get(0).key()).hasValue("7");
    }

    private CaseFile read(String text) throws IOException {
        return CaseReader.read(Files.writeString(folder.resolve("wrong.case.yaml"), text));
    }
}
