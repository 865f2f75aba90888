package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.key.EncryptionKey;
import io.millrace.runtime.key.EncryptionKey.Name.Cipher;
import io.millrace.runtime.key.KeyNames;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.structure.TextLiterals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every masking strategy must do; each strategy's test extends it. */
abstract class MaskKit {
    @TempDir
    Path folder;

    private Pseudonyms pseudonyms;
    private KeyRing keys;

    /** The mask under test. */
    abstract Mask mask();

    /** Type of the field that leaves. */
    abstract FieldType type();

    /** Clear values, as text in the notation of the clear type, whose text must not be found in what leaves. */
    abstract List<String> secrets();

    @BeforeEach
    void createKeys() {
        keys = KeyRing.generate(
                folder.resolve("keys"),
                new KeyNames(
                        List.of("one", "two"),
                        List.of(new EncryptionKey.Name(Cipher.SIV, "one"), new EncryptionKey.Name(Cipher.GCM, "one"))));
        pseudonyms = new Pseudonyms(keys);
    }

    KeyRing keys() {
        return keys;
    }

    static Field field(FieldType type, Mask mask) {
        return new Field(
                "f",
                type,
                false,
                OptionalInt.empty(),
                new FieldSource.Path(new FieldPath("in", List.of("event", "f"))),
                Optional.of("kind"),
                mask,
                List.of(),
                OnViolation.REJECT,
                Optional.empty(),
                "",
                new Location("test.yaml", 1, 1));
    }

    ValueWriter writer(Mask mask) {
        List<String> problems = new ArrayList<>();
        ValueWriter writer = ValueWriters.of(field(type(), mask), pseudonyms, problems::add);
        assertThat(problems).isEmpty();
        return writer;
    }

    Cell clear(String text) {
        return TextLiterals.parse(text, ValueWriters.clearType(field(type(), mask())))
                .orElseThrow();
    }

    /** What leaves, as the bytes of Avro's encoding. */
    byte[] written(Mask mask, String clear) {
        ValueWriter writer = writer(mask);
        Output out = new Output(16);
        assertThat(writer.write(clear(clear), out, pseudonyms.newScratch())).isTrue();
        return out.toByteArray();
    }

    /** The string that leaves. */
    String masked(String clear) {
        return masked(mask(), clear);
    }

    String masked(Mask mask, String clear) {
        byte[] bytes = written(mask, clear);
        int prefix = bytes[0] < 0 ? 2 : 1;
        return new String(bytes, prefix, bytes.length - prefix, UTF_8);
    }

    @Test
    void shouldNeverBeTheWriterOfClearValues() {
        assertThat(writer(mask()).isPlain()).isFalse();
    }

    @Test
    void shouldNotLetTheClearValueThrough() {
        for (String secret : secrets()) {
            if (!writer(mask()).writesNull()) {
                assertThat(new String(written(mask(), secret), UTF_8)).doesNotContain(secret);
            }
        }
    }

    @Test
    void shouldMaskEqualValuesEqually() {
        for (String secret : secrets()) {
            if (!writer(mask()).writesNull()) {
                assertThat(written(mask(), secret)).isEqualTo(written(mask(), secret));
            }
        }
    }

    @Test
    void shouldLeaveTheClearValueAsItWas() {
        for (String secret : secrets()) {
            Cell cell = clear(secret);
            byte[] before = cell.data().clone();
            writer(mask()).write(cell, new Output(16), pseudonyms.newScratch());
            assertThat(cell.data()).isEqualTo(before);
        }
    }
}
