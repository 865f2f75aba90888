package io.millrace.runtime.lifecycle;

import java.time.Duration;
import java.util.function.Predicate;

/** The state of a product, to be waited for. A terminal state is final. */
final class StateCell {
    private ProductState state = new ProductState.Created();

    synchronized ProductState get() {
        return state;
    }

    /** Moves on, unless the product is over or stopping; returns whether it moved. */
    synchronized boolean moveTo(ProductState next) {
        boolean stopping = state instanceof ProductState.Stopping && !next.isTerminal();
        if (state.isTerminal() || stopping || state.equals(next)) {
            return false;
        }
        state = next;
        notifyAll();
        return true;
    }

    /** Waits for a state that the test accepts; false if time ran out. */
    synchronized boolean await(Predicate<ProductState> wanted, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!wanted.test(state)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
