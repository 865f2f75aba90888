package io.millrace.ingest.gateway;

import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.contracts.secret.SecretFileException;
import io.millrace.ingest.gateway.GatewaySettings.Limits;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty, with bounds on everything a client decides. */
final class HttpPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int CONNECTIONS = 4_000;
    private static final int THREADS = 16;

    private final Server server;
    private final ServerConnector connector;
    private final boolean secure;

    private HttpPort(Server server, ServerConnector connector, boolean secure) {
        this.server = server;
        this.connector = connector;
        this.secure = secure;
    }

    /** @throws GatewayException where the address cannot be bound */
    static HttpPort start(
            GatewaySettings.Address address,
            Limits limits,
            Optional<SslContextFactory.Server> tls,
            Duration stopWithin,
            Handler handler) {
        var threads = new QueuedThreadPool(THREADS);
        threads.setName("gateway");
        var server = new Server(threads);
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(HEADER_BYTES);
        if (tls.isPresent()) {
            // Clients may reach it by names that its certificate does not have, as behind a load balancer.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
        }
        var http = new HttpConnectionFactory(configuration);
        var connector = tls.map(factory -> new ServerConnector(server, factory, http))
                .orElseGet(() -> new ServerConnector(server, http));
        connector.setHost(address.host());
        connector.setPort(address.port());
        connector.setIdleTimeout(limits.time().toMillis());
        connector.setShutdownIdleTimeout(200);
        connector.addBean(new FirstRequestDeadline(connector.getScheduler(), limits.time()));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
        server.setErrorHandler(new ProblemPages());
        server.setStopTimeout(stopWithin.toMillis());
        server.setHandler(new GracefulHandler(handler));
        try {
            server.start();
        } catch (Exception e) {
            stop(server);
            throw new GatewayException("cannot listen on " + address.host() + ":" + address.port() + " ("
                    + e.getMessage() + "); change gateway.host or gateway.port");
        }
        return new HttpPort(server, connector, tls.isPresent());
    }

    /** A context for the certificate; {@link #reload} takes another one later. */
    static SslContextFactory.Server context(KeyMaterial tls) {
        var factory = new SslContextFactory.Server();
        use(factory, tls, tls.load());
        return factory;
    }

    /** Takes the certificate anew for connections from now on; one that cannot be read leaves the old one. */
    static void reload(SslContextFactory.Server factory, KeyMaterial tls) {
        try {
            KeyStore store = tls.load();
            factory.reload(same -> use((SslContextFactory.Server) same, tls, store));
            LOG.info("read the certificate anew from {}", tls.files());
        } catch (Exception e) {
            LOG.error(
                    "the certificate stays as it was: {}",
                    e instanceof SecretFileException ? e.getMessage() : "it cannot be used");
        }
    }

    private static void use(SslContextFactory.Server factory, KeyMaterial tls, KeyStore store) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword(tls.password());
        factory.setKeyManagerPassword(tls.password());
    }

    /** Whether an address is reachable from this machine only. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new GatewayException("gateway.host: " + host + " is no address of this machine");
        }
    }

    String url() {
        String host = connector.getHost();
        return (secure ? "https://" : "http://") + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + connector.getLocalPort();
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
