package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LivenessTest {
    private static final Duration LONG = Duration.ofHours(3);

    @Test
    void shouldBeAliveThroughWaitingRestoringAndRefusing() {
        for (ProductState state : List.of(
                new ProductState.Created(),
                new ProductState.Starting(),
                new ProductState.Waiting("no broker answers"),
                new ProductState.Restoring())) {
            assertThat(Liveness.stuck(state, Optional.empty(), Duration.ofSeconds(30), LONG))
                    .as(state.word())
                    .isEmpty();
        }
        for (ProductState over : List.of(
                new ProductState.Halted("the failure budget is spent"),
                new ProductState.Failed("no permission"),
                new ProductState.Stopping(),
                new ProductState.Stopped())) {
            assertThat(Liveness.stuck(over, Optional.empty(), LONG, LONG))
                    .as(over.word())
                    .isEmpty();
        }
    }

    @Test
    void shouldBeStuckWhereTheSupervisorIsSeenNoMore() {
        assertThat(Liveness.stuck(new ProductState.Waiting("no broker answers"), Optional.empty(), LONG, Duration.ZERO))
                .hasValueSatisfying(why -> assertThat(why).contains("supervisor"));
    }

    @Test
    void shouldBeStuckWhereAThreadWorksAtOneBatchForEver() {
        assertThat(Liveness.stuck(new ProductState.Running(), Optional.empty(), Duration.ZERO, LONG))
                .hasValueSatisfying(why -> assertThat(why).contains("stream thread"));
    }

    @Test
    void shouldSayWhatBroke() {
        assertThat(Liveness.stuck(
                        new ProductState.Failed("x"), Optional.of("OutOfMemoryError"), Duration.ZERO, Duration.ZERO))
                .hasValue("OutOfMemoryError");
    }
}
