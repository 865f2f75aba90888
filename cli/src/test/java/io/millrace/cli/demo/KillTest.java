package io.millrace.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.cli.demo.Kill.Victim;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillTest {
    @Test
    void shouldReadOneOrSeveralVictims() {
        assertThat(Kill.parse("runtime@10s").kills()).containsExactly(new Kill(Victim.RUNTIME, Duration.ofSeconds(10)));
        assertThat(Kill.parse("runtime,ingest@1500ms").kills())
                .containsExactly(
                        new Kill(Victim.RUNTIME, Duration.ofMillis(1500)),
                        new Kill(Victim.INGEST, Duration.ofMillis(1500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "runtime", "@5s", "broker@5s", "runtime@soon", "runtime,@5s"})
    void shouldRefuseTheRestAndSayWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Kill.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runtime@10s");
    }
}
