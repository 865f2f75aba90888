package io.millrace.runtime.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.contracts.secret.SecretFileException;
import io.millrace.contracts.secret.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Who gets in at a management port. {@code /health/*} is for everybody who reaches it: probes show no token, and it tells
 * names and states only. All else asks for the token, if there is one.
 */
public final class ManagementAccess extends Filter {
    private static final String HEALTH = "/health/";

    private final Settings settings;
    private final Optional<ManagementToken> token;

    /**
     * Where a management port listens and what it asks for.
     *
     * @param port 0 takes a free one
     * @param tls certificate and key; plain HTTP without
     * @param token file with the token; nothing is asked for without
     * @param open whether it may be reached from other machines without a token and a certificate
     */
    public record Settings(String host, int port, Optional<KeyMaterial> tls, Optional<Path> token, boolean open) {
        /** On this machine, for everybody on it. */
        public static Settings loopback(int port) {
            return new Settings("127.0.0.1", port, Optional.empty(), Optional.empty(), false);
        }

        /** Such as {@code https://127.0.0.1:9464}. */
        public String url(int bound) {
            String name = host.contains(":") ? "[" + host + "]" : host;
            return (tls.isPresent() ? "https://" : "http://") + name + ":" + bound;
        }
    }

    private ManagementAccess(Settings settings) {
        this.settings = settings;
        this.token = settings.token().map(file -> new ManagementToken(file, System::nanoTime));
    }

    /**
     * Takes the settings.
     *
     * @throws SecretFileException where they would show figures to other machines, or a file cannot be used
     */
    public static ManagementAccess of(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (!settings.open() && !isLoopback(settings.host())) {
            String reachable = "management.host " + settings.host() + " can be reached from other machines, and ";
            if (settings.token().isEmpty()) {
                problems.add(reachable + "management.token.file is not set: everybody could read figures and states of"
                        + " products");
            }
            if (settings.tls().isEmpty()) {
                problems.add(reachable + "no certificate is set: what is read, and the token, would travel in clear."
                        + " Set management.tls.certificate.file and management.tls.key.file, or"
                        + " management.tls.keystore.file");
            }
        }
        if (!problems.isEmpty()) {
            problems.add("or listen on 127.0.0.1; or set management.open=true where the network lets in only who may"
                    + " read it");
            throw new SecretFileException(String.join(System.lineSeparator(), problems));
        }
        return new ManagementAccess(settings);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SecretFileException("management.host: " + host + " is no address of this machine");
        }
    }

    /** Whether anything but {@code /health/*} takes a token. */
    boolean asksForToken() {
        return token.isPresent();
    }

    /**
     * A server that is bound and not started; {@code contexts} makes what it answers, this looks at every request first.
     *
     * @throws IOException if the address cannot be bound
     */
    public HttpServer bind(int backlog, Consumer<Contexts> contexts) throws IOException {
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        HttpServer server;
        if (settings.tls().isPresent()) {
            HttpsServer secure = HttpsServer.create(address, backlog);
            secure.setHttpsConfigurator(
                    new HttpsConfigurator(ServerIdentity.context(settings.tls().get())));
            server = secure;
        } else {
            server = HttpServer.create(address, backlog);
        }
        contexts.accept((path, handler) ->
                server.createContext(path, handler).getFilters().add(this));
        return server;
    }

    /** Adds what a server answers below a path. */
    @FunctionalInterface
    public interface Contexts {
        void add(String path, com.sun.net.httpserver.HttpHandler handler);
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        boolean admitted = token.isEmpty()
                || exchange.getRequestURI().getPath().startsWith(HEALTH)
                || token.get().isShown(exchange.getRequestHeaders().getFirst("Authorization"));
        if (admitted) {
            chain.doFilter(exchange);
            return;
        }
        try (exchange) {
            byte[] body = "show the token of management.token.file: Authorization: Bearer <token>\n".getBytes(UTF_8);
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public String description() {
        return "asks for the token";
    }
}
