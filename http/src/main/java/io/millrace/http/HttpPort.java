package io.millrace.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on one address. A header of more than 8 KiB is answered with 431, a request that does not come with 408. */
public final class HttpPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int SHUTDOWN_IDLE_MILLIS = 200;

    private final Server server;
    private final ServerConnector connector;
    private final boolean secure;

    private HttpPort(Server server, ServerConnector connector, boolean secure) {
        this.server = server;
        this.connector = connector;
        this.secure = secure;
    }

    /**
     * Where to listen.
     *
     * @param name of its threads
     * @param host name or address of this machine
     * @param port 0: any free one
     * @param tls how the server talks TLS; plain HTTP without
     * @param stopWithin how long requests that were begun may take once it is closed
     */
    public record Address(String name, String host, int port, Optional<SSLContext> tls, Duration stopWithin) {
        /** Whether only this machine reaches it; empty if the host is none of its addresses. */
        public static Optional<Boolean> isLoopback(String host) {
            try {
                return Optional.of(InetAddress.getByName(host).isLoopbackAddress());
            } catch (UnknownHostException e) {
                return Optional.empty();
            }
        }
    }

    /**
     * Starts to listen.
     *
     * @param requests answers what came whole
     * @param refusals answers what the server refuses by itself
     * @throws IOException if the address cannot be bound
     */
    public static HttpPort listen(Address address, HttpBounds bounds, Handler requests, Request.Handler refusals)
            throws IOException {
        var threads = new QueuedThreadPool(bounds.threads());
        threads.setName(address.name());
        threads.setDaemon(true);
        threads.setStopTimeout(address.stopWithin().toMillis());
        var server = new Server(threads);
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        if (address.tls().isPresent()) {
            // Clients may reach it by names that its certificate does not have, as behind a load balancer.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
        }
        var http = new HttpConnectionFactory(configuration);
        var connector = new ServerConnector(server, null, null, null, 1, 1, factories(address.tls(), http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(bounds.patience().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        connector.addBean(new ConnectionDeadlines(connector.getScheduler(), bounds));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(bounds.connections(), server));
        server.setErrorHandler(refusals);
        server.setStopTimeout(address.stopWithin().toMillis());
        server.setHandler(new GracefulHandler(requests));
        try {
            server.start();
        } catch (IOException e) {
            stop(server);
            throw e;
        } catch (Exception e) {
            stop(server);
            throw new IOException(e.getMessage(), e);
        }
        return new HttpPort(server, connector, address.tls().isPresent());
    }

    private static ConnectionFactory[] factories(Optional<SSLContext> tls, HttpConnectionFactory http) {
        if (tls.isEmpty()) {
            return new ConnectionFactory[] {http};
        }
        var factory = new SslContextFactory.Server();
        factory.setSslContext(tls.get());
        return AbstractConnectionFactory.getFactories(factory, http);
    }

    /** The bound port. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Such as {@code http://127.0.0.1:8480}. */
    public String url() {
        String host = connector.getHost();
        return (secure ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    /** Lets requests that were begun end. */
    @Override
    public void close() {
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("not all requests ended in time: {}", e.getClass().getSimpleName());
        }
    }
}
