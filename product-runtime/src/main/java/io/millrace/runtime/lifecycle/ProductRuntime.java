package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Product;
import java.time.Duration;

/** One running product. All methods may be called from any thread. */
public final class ProductRuntime implements AutoCloseable {
    private ProductRuntime() {}

    /** Makes a product; nothing is contacted before {@link #start}. */
    public static ProductRuntime create(Product product, RuntimeSettings settings) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks that topics, subjects and keys are there, and starts; returns before the state is restored.
     *
     * @throws ProductStartException with every problem found
     */
    public void start() throws ProductStartException {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until the product is running.
     *
     * @return false if it was not within the time, or is over
     */
    public boolean awaitReady(Duration timeout) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    public ProductStatus status() {
        throw new UnsupportedOperationException();
    }

    /** Stops in an orderly way, within the time; does nothing if the product is over. */
    public void close(Duration timeout) {
        throw new UnsupportedOperationException();
    }

    /** {@link #close(Duration)} with 5 s. */
    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }
}
