package io.millrace.runtime.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.runtime.lifecycle.ProductStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/** {@code /health/live}, {@code /health/ready}, {@code /metrics} and {@code /status} of the products of this process. */
public final class ManagementServer implements AutoCloseable {
    private ManagementServer() {}

    /**
     * Binds and serves.
     *
     * @param address port 0 takes a free one
     * @param products asked at each request
     * @throws IOException if the address cannot be bound
     */
    public static ManagementServer start(
            InetSocketAddress address, Supplier<List<ProductStatus>> products, PrometheusMeterRegistry meters)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /** The bound port. */
    public int port() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
