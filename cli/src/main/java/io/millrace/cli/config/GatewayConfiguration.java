package io.millrace.cli.config;

import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.contracts.yaml.ByteSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the configuration says about the gateway. */
public final class GatewayConfiguration {
    private final Function<Key, Optional<String>> texts;
    private final Map<String, String> kafka;
    private final ServerFiles tls;

    /** @param texts value or default of a key */
    GatewayConfiguration(Function<Key, Optional<String>> texts, Map<String, String> kafka, ServerFiles tls) {
        this.tls = tls;
        this.texts = texts;
        this.kafka = kafka;
    }

    /** {@code kafka.*}, overridden by {@code gateway.kafka.*}. */
    public Map<String, String> kafka() {
        return kafka;
    }

    /** Whom the gateway runs as on the cluster. */
    public Optional<String> principal() {
        return texts.apply(GatewayKeys.PRINCIPAL);
    }

    public String host() {
        return required(GatewayKeys.HOST);
    }

    public int port() {
        return ValueType.portIn(required(GatewayKeys.PORT)).orElseThrow();
    }

    public Optional<Path> tokens() {
        return path(GatewayKeys.TOKENS);
    }

    /**
     * Certificate and key of the gateway.
     *
     * @throws ConfigurationException where one of them is set alone, or twice
     */
    public Optional<KeyMaterial> tls() {
        return tls.keyMaterial();
    }

    public boolean tlsTerminated() {
        return Boolean.parseBoolean(required(GatewayKeys.TLS_TERMINATED));
    }

    public long bodyMax() {
        return size(GatewayKeys.BODY_MAX);
    }

    public int eventMax() {
        return (int) Math.min(Integer.MAX_VALUE / 2, size(GatewayKeys.EVENT_MAX));
    }

    public long inFlightMax() {
        return size(GatewayKeys.IN_FLIGHT_MAX);
    }

    public long rate() {
        return Long.parseLong(required(GatewayKeys.RATE).trim());
    }

    public Duration timeout() {
        return ValueType.durationIn(required(GatewayKeys.TIMEOUT)).orElseThrow();
    }

    /** Whether files are taken. */
    public boolean files() {
        return Boolean.parseBoolean(required(GatewayKeys.FILES));
    }

    public Path filesDirectory() {
        return path(GatewayKeys.FILES_DIRECTORY)
                .orElseGet(() -> Path.of(required(Keys.STATE_DIRECTORY)).resolve("uploads"));
    }

    public long filesMax() {
        return size(GatewayKeys.FILES_MAX);
    }

    /** Events whose files may be full snapshots. */
    public Set<String> filesSnapshots() {
        return texts.apply(GatewayKeys.FILES_SNAPSHOTS).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    public Optional<Path> filesSnapshotKey() {
        return path(GatewayKeys.FILES_SNAPSHOT_KEY);
    }

    private Optional<Path> path(Key key) {
        return texts.apply(key).map(Path::of);
    }

    private long size(Key key) {
        return ByteSize.parse(required(key)).orElseThrow();
    }

    private String required(Key key) {
        return texts.apply(key).orElseThrow();
    }
}
