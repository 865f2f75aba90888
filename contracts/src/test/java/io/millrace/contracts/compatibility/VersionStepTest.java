package io.millrace.contracts.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionStepTest {
    @ParameterizedTest
    @CsvSource({
        "MAJOR, 1.2.3, 2.0.0, true", "MAJOR, 1.2.3, 1.3.0, false", "MAJOR, 0.2.3, 0.3.0, true",
        "MAJOR, 0.2.3, 0.2.4, false", "MAJOR, 2.0.0, 1.9.9, false", "MINOR, 1.2.3, 1.3.0, true",
        "MINOR, 1.2.3, 1.2.4, false", "MINOR, 1.2.3, 2.0.0, true", "MINOR, 1.3.0, 1.2.9, false",
        "PATCH, 1.2.3, 1.2.4, true", "PATCH, 1.2.3, 1.2.3, false", "PATCH, 1.2.3-rc.1, 1.2.3, true",
        "NONE, 1.2.3, 1.2.3, true", "MINOR, 1.2.3, 1.2.3, false", "MAJOR, 1.99999999999999999999.0, 2.0.0, true"
    })
    void shouldKnowWhetherAVersionTookAStep(VersionStep step, String from, String to, boolean taken) {
        assertThat(step.isTaken(from, to)).isEqualTo(taken);
    }

    @Test
    void shouldNameAVersionThatTakesTheStep() {
        for (VersionStep step : VersionStep.values()) {
            for (String from : new String[] {"0.1.2", "1.2.3", "4.0.0"}) {
                assertThat(step.isTaken(from, step.after(from)))
                        .as("%s after %s", step, from)
                        .isTrue();
            }
        }
    }
}
