package io.millrace.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
    private static final String SECRET = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String SHORT = Base64.getEncoder().encodeToString(new byte[16]);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("keys");
    }

    private KeyRing load(String... lines) throws IOException {
        Files.write(file, List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return KeyRing.load(file);
    }

    @Test
    void shouldGenerateKeysThatOnlyTheOwnerMayRead() throws IOException {
        KeyRing ring = KeyRing.generate(file, List.of("email", "customer"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ring.pseudonymKey("email").secret().getEncoded())
                .hasSize(32)
                .isNotEqualTo(ring.pseudonymKey("customer").secret().getEncoded());
        assertThat(ring.sealingKey().secret().getEncoded()).hasSize(32);
        assertThat(ring.fingerprintKey()).hasSize(16);
        assertThat(KeyRing.load(file).pseudonymKey("email").secret())
                .isEqualTo(ring.pseudonymKey("email").secret());
    }

    @Test
    void shouldNeverOverwriteKeys() {
        KeyRing.generate(file, List.of());

        assertThatThrownBy(() -> KeyRing.generate(file, List.of()))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining("is kept");
    }

    @Test
    void shouldSealWithTheLastKeyAndOpenWithAll() throws IOException {
        KeyRing ring = load("sealing old " + SECRET, "sealing new " + SECRET, "", "# note", "fingerprint f " + SHORT);

        assertThat(ring.sealingKey().id()).isEqualTo("new");
        assertThat(ring.sealingKey("old")).isPresent();
        assertThat(ring.sealingKey("older")).isEmpty();
    }

    @Test
    void shouldNameTheJoinDomainThatIsMissing() throws IOException {
        KeyRing ring = load("sealing s " + SECRET, "fingerprint f " + SHORT, "pseudonym email e " + SECRET);

        assertThatThrownBy(() -> ring.pseudonymKey("phone"))
                .hasMessageContaining("'phone'")
                .hasMessageContaining("[email]")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void shouldRefuseAFileThatEverybodyMayRead() throws IOException {
        KeyRing.generate(file, List.of());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> KeyRing.load(file)).hasMessageContaining("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pseudonym email k c2VjcmV0LXNlY3JldA==",
                "pseudonym email k c2VjcmV0LXNlY3JldA==c2Vj",
                "pseudonym k c2VjcmV0LXNlY3JldA==",
                "c2VjcmV0LXNlY3JldA== x",
                "sealing k!d c2VjcmV0LXNlY3JldA==",
                "fingerprint f secret-secret"
            })
    void shouldNameTheLineAndNeverTheKeyThatIsWrong(String line) {
        assertThatThrownBy(() -> load("# first", line))
                .isInstanceOf(KeyRingException.class)
                .hasMessageContaining(":2: ")
                .hasMessageNotContaining("c2VjcmV0")
                .hasMessageNotContaining("secret");
    }

    @Test
    void shouldRefuseMissingFilesAndKeys() {
        assertThatThrownBy(() -> KeyRing.load(file)).hasMessageContaining("NoSuchFileException");
        assertThatThrownBy(() -> load("sealing s " + SECRET)).hasMessageContaining("no 'fingerprint' key");
        assertThatThrownBy(() -> load("fingerprint f " + SHORT)).hasMessageContaining("no 'sealing' key");
    }

    @Test
    void shouldNotPrintKeys() {
        KeyRing ring = KeyRing.generate(file, List.of("email"));

        assertThat(ring + " " + ring.pseudonymKey("email") + ring.sealingKey())
                .isEqualTo("KeyRing[" + file + "] PseudonymKey["
                        + ring.pseudonymKey("email").id() + "]SealingKey["
                        + ring.sealingKey().id() + "]");
    }
}
