package io.millrace.runtime.provision;

import java.util.List;
import java.util.function.Consumer;

/** What is to be created or changed, in order. Nothing is ever deleted, and applying a plan twice does no harm. */
public final class ProvisioningPlan {
    private ProvisioningPlan() {}

    /** Each change in words, such as {@code create topic checkout.orders.orders.v1 (6 partitions, compact)}. */
    public List<String> changes() {
        throw new UnsupportedOperationException();
    }

    /** What is there and does not fit, and cannot be changed without losing data; refuses {@link #apply}. */
    public List<String> conflicts() {
        throw new UnsupportedOperationException();
    }

    /** Whether everything is there. */
    public boolean isEmpty() {
        return changes().isEmpty() && conflicts().isEmpty();
    }

    /**
     * Makes the changes, saying each before it is made.
     *
     * @throws ProvisioningException where a change is refused; those before it stay
     * @throws IllegalStateException where there are {@link #conflicts}
     */
    public void apply(Consumer<String> say) {
        throw new UnsupportedOperationException();
    }
}
