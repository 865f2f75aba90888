package io.millrace.runtime.lifecycle;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether another process would do better. Waiting for others, a long restore, a halt and a refusal are none of its
 * business: a restart would find them again, and take the time of a restore once more.
 */
final class Liveness {
    /** Several times what the slowest round of the supervisor may take. */
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /** Twice the time after which the group takes the partitions of a thread that does not poll. */
    static final Duration LONGEST_RECORD = Duration.ofMinutes(10);

    private Liveness() {}

    /**
     * The verdict.
     *
     * @param state of the product
     * @param broken the error of the Java machine, or the unknown one, that ended the product
     * @param silence since the supervisor was last seen at work
     * @param sincePoll since the busiest stream thread last asked for records; zero where unknown
     */
    static Optional<String> stuck(ProductState state, Optional<String> broken, Duration silence, Duration sincePoll) {
        if (broken.isPresent()) {
            return broken;
        }
        if (state.isTerminal() || state instanceof ProductState.Created || state instanceof ProductState.Stopping) {
            return Optional.empty();
        }
        if (silence.compareTo(LONGEST_SILENCE) > 0) {
            return Optional.of("its supervisor has not been seen at work for " + silence.toSeconds() + " s");
        }
        return state instanceof ProductState.Running && sincePoll.compareTo(LONGEST_RECORD) > 0
                ? Optional.of("a stream thread has been busy with one batch for " + sincePoll.toSeconds() + " s")
                : Optional.empty();
    }
}
