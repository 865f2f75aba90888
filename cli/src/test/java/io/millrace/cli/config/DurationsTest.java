package io.millrace.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "1d,PT24H", "PT1M30S,PT1M30S", "' 10 s ',PT10S"})
    void shouldReadWhatPeopleType(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "s", "-5s", "PT-5S", "5 weeks", "1.5h"})
    void shouldRefuseTheRest(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}
