package io.millrace.bench.step;

import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductStartException;
import io.millrace.runtime.lifecycle.ProductStatus.OutputStatus;
import java.time.Duration;

/** A product as {@code millrace run} runs it. */
final class RuntimePipeline implements Pipeline {
    private final ProductRuntime runtime;

    RuntimePipeline(ProductRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void start() throws ProductStartException {
        runtime.start();
    }

    @Override
    public void requireRunning() {
        if (runtime.status().state().isTerminal()) {
            throw new IllegalStateException(
                    "the product is over: " + runtime.status().state().reasonOrEmpty());
        }
    }

    @Override
    public long duplicates() {
        return runtime.status().outputs().stream()
                .map(OutputStatus::balance)
                .mapToLong(balance -> balance.duplicates())
                .sum();
    }

    @Override
    public void close() {
        runtime.close(Duration.ofSeconds(10));
    }
}
