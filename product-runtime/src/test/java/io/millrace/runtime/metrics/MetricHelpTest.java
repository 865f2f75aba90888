package io.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricHelpTest {
    @Test
    void shouldHaveASentenceForEveryMetric() {
        assertThat(Arrays.stream(MetricNames.class.getDeclaredFields())
                        .filter(field -> Modifier.isPublic(field.getModifiers()))
                        .map(MetricHelpTest::nameIn))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(MetricHelp.of(name)).endsWith("."));
    }

    private static String nameIn(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
