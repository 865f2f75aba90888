package io.millrace.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.FailureBudget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetWindowTest {
    private final BudgetWindow window = new BudgetWindow(new FailureBudget(0.5, 10, Duration.ofMinutes(1)));

    @Test
    void shouldNotJudgeFewRecords() {
        for (int i = 0; i < 9; i++) {
            assertThat(window.note(0, "malformed")).isEmpty();
        }
        assertThat(window.note(0, "malformed"))
                .hasValueSatisfying(why -> assertThat(why).contains("10 of 10 records", "50 %", "malformed"));
    }

    @Test
    void shouldTolerateTheDeclaredShare() {
        for (int i = 0; i < 100; i++) {
            assertThat(window.note(0, i % 2 == 0 ? null : "malformed")).isEmpty();
        }
    }

    @Test
    void shouldBeginAnewInEachWindowOfArrivalTime() {
        for (int minute = 0; minute < 20; minute++) {
            for (int i = 0; i < 9; i++) {
                assertThat(window.note(minute * 60_000L + i, "malformed")).isEmpty();
            }
        }
    }
}
