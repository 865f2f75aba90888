package io.millrace.runtime.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryKeysTest {
    @Test
    void shouldHaveAKeyForEachJoinDomainAndNoOther() {
        KeyRing ring = KeyRing.inMemory(List.of("customer", "email"));

        assertThat(ring.pseudonymKey("customer").id())
                .isNotEqualTo(ring.pseudonymKey("email").id());
        assertThatThrownBy(() -> ring.pseudonymKey("iban")).isInstanceOf(KeyRingException.class);
    }

    @Test
    void shouldNameTheCommandThatMakesAKeyRingWhereThereIsNone() {
        assertThatThrownBy(() -> KeyRing.load(Path.of("no/such/ring"))).hasMessageContaining("millrace keys generate");
    }
}
