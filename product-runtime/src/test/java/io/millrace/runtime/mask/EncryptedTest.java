package io.millrace.runtime.mask;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.runtime.key.EncryptionKey;
import io.millrace.runtime.key.EncryptionKey.Name.Cipher;
import io.millrace.runtime.key.KeyNames;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.KeyRingException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncryptedTest extends MaskKit {
    private static final EncryptionKey.Name SIV = new EncryptionKey.Name(Cipher.SIV, "one");
    private static final EncryptionKey.Name GCM = new EncryptionKey.Name(Cipher.GCM, "one");
    private static final Mask RANDOMIZED = new Mask.Encrypt("one", false);

    @Override
    Mask mask() {
        return new Mask.Encrypt("one", true);
    }

    @Override
    FieldType type() {
        return Simple.STRING;
    }

    @Override
    List<String> secrets() {
        return List.of("ana@shop.example", "\u00c7a va", "x".repeat(3000));
    }

    @Test
    void shouldBeReadByThoseWhoHoldTheKey() {
        for (String secret : secrets()) {
            String siv = text(mask(), secret);
            String gcm = text(RANDOMIZED, secret);

            assertThat(siv).startsWith(keys().encryptionKey(SIV).id() + ".");
            assertThat(Decryption.text(keys(), SIV, siv)).isEqualTo(secret);
            assertThat(Decryption.text(keys(), GCM, gcm)).isEqualTo(secret);
        }
    }

    @Test
    void shouldHideWhetherValuesAreEqualWhereItIsRandomized() {
        assertThat(text(RANDOMIZED, "ana")).isNotEqualTo(text(RANDOMIZED, "ana"));
    }

    @Test
    void shouldRefuseWhatAnotherKeyEncryptedOrSomebodyChanged() {
        KeyRing others = KeyRing.generate(folder.resolve("others"), new KeyNames(List.of(), List.of(SIV, GCM)));
        String siv = text(mask(), "ana");
        String content = siv.substring(siv.indexOf('.'));

        assertThatThrownBy(() -> Decryption.text(others, SIV, siv))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("Use the key ring it was encrypted with");
        assertThatThrownBy(() ->
                        Decryption.text(others, SIV, others.encryptionKey(SIV).id() + content))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("was not encrypted with key")
                .hasMessageNotContaining("ana");
        assertThatThrownBy(() -> Decryption.text(keys(), SIV, "ana")).isInstanceOf(KeyRingException.class);
        assertThatThrownBy(() -> Decryption.text(keys(), SIV, "k1.%%%")).isInstanceOf(KeyRingException.class);
    }

    @Test
    void shouldStillOpenWhatAnEarlierKeyEncrypted() throws Exception {
        String before = text(mask(), "ana");
        var file = folder.resolve("rotated");
        List<String> lines = Files.readAllLines(folder.resolve("keys"));
        String later = KeyRing.generate(folder.resolve("later"), new KeyNames(List.of(), List.of(SIV)))
                .encryptionKey(SIV)
                .id();
        lines.addAll(Files.readAllLines(folder.resolve("later")).stream()
                .filter(line -> line.startsWith("encrypt-siv"))
                .toList());
        Files.write(file, lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        KeyRing rotated = KeyRing.load(file);

        assertThat(rotated.encryptionKey(SIV).id()).isEqualTo(later);
        assertThat(Decryption.text(rotated, SIV, before)).isEqualTo("ana");
    }

    @Test
    void shouldNameTheKeyThatTheRingLacks() {
        assertThatThrownBy(() -> writer(new Mask.Encrypt("three", false)))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("no key 'encrypt-gcm three'")
                .hasMessageContaining("base64 of 32 random bytes");
    }

    @Test
    void shouldEncryptBytesAsBytes() {
        byte[] clear = {0, '.', -1};
        Encryption encryption = new Encryption(keys().encryptionKey(GCM));
        byte[] prefix = (encryption.keyId() + ".").getBytes(UTF_8);
        byte[] content = encryption.encrypt(clear);
        byte[] whole = java.util.Arrays.copyOf(prefix, prefix.length + content.length);
        System.arraycopy(content, 0, whole, prefix.length, content.length);

        assertThat(Decryption.bytes(keys(), GCM, whole)).isEqualTo(clear);
    }

    private String text(Mask mask, String clear) {
        byte[] bytes = written(mask, clear);
        int at = 0;
        while (bytes[at++] < 0) {}
        return new String(bytes, at, bytes.length - at, UTF_8);
    }
}
