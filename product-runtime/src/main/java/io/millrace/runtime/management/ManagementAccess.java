package io.millrace.runtime.management;

import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.contracts.secret.SecretFileException;
import io.millrace.contracts.secret.ServerIdentity;
import io.millrace.http.HttpBounds;
import io.millrace.http.HttpPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in at a management port. {@code /health/*} is for everybody who reaches it: probes show no token, and it tells
 * names and states only. All else asks for the token, if there is one.
 */
public final class ManagementAccess {
    private static final String HEALTH = "/health/";
    private static final Duration STOP_WITHIN = Duration.ofMillis(200);

    /**
     * Pages are small and read in one go. Whoever takes longer is no probe; so many connections cost less than 20 MB, and
     * as many more are let in each time that these have lived.
     */
    private static final HttpBounds BOUNDS =
            new HttpBounds(Duration.ofSeconds(5), Optional.of(Duration.ofSeconds(10)), 1_000, 8);

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
        return HttpPort.Address.isLoopback(host)
                .orElseThrow(
                        () -> new SecretFileException("management.host: " + host + " is no address of this machine"));
    }

    /** Whether anything but {@code /health/*} takes a token. */
    boolean asksForToken() {
        return token.isPresent();
    }

    /**
     * Shows pages to whom they are for.
     *
     * @throws IOException if the address cannot be bound
     */
    public HttpPort listen(ManagementPages pages) throws IOException {
        return listen(pages, BOUNDS);
    }

    HttpPort listen(ManagementPages pages, HttpBounds bounds) throws IOException {
        var address = new HttpPort.Address(
                "millrace-management",
                settings.host(),
                settings.port(),
                settings.tls().map(ServerIdentity::context),
                STOP_WITHIN);
        return HttpPort.listen(address, bounds, new GuardedPages(this, pages), GuardedPages::refuse);
    }

    /** Whether a request may see the page at a path. */
    boolean admits(String path, @Nullable String authorization) {
        return token.isEmpty() || path.startsWith(HEALTH) || token.get().isShown(authorization);
    }
}
