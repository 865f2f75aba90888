package io.millrace.runtime.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.runtime.key.KeyRing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueWritersTest {
    @TempDir
    Path folder;

    private final List<String> problems = new ArrayList<>();

    private ValueWriter writer(FieldType type, Mask mask) {
        KeyRing keys = KeyRing.generate(folder.resolve("keys" + problems.size() + type), List.of("one"));
        return ValueWriters.of(MaskKit.field(type, mask), new Pseudonyms(keys), problems::add);
    }

    @Test
    void shouldCopyClearValuesOfPersonalFieldsOnlyForAReason() {
        assertThat(writer(Simple.STRING, new Mask.None("published anyway")).isPlain())
                .isTrue();
        assertThat(problems).isEmpty();

        writer(Simple.LONG, new Mask.None(""));
        assertThat(problems).singleElement().asString().contains("is personal (kind)");
    }

    @Test
    void shouldRefuseMasksThatDoNotFitTheType() {
        writer(Simple.LONG, new Mask.Redact("x"));
        writer(Simple.BOOLEAN, new Mask.Year());
        writer(Simple.STRING, new Mask.Bucket(10));
        writer(Simple.INT, new Mask.Bucket(0));
        writer(Simple.STRING, new Mask.KeepLast(-1));

        assertThat(problems).hasSize(5).allMatch(problem -> problem.endsWith("."));
        assertThat(problems.get(3)).contains("width 0", "> 0");
    }
}
