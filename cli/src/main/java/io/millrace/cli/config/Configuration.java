package io.millrace.cli.config;

import io.millrace.contracts.secret.Authorities;
import io.millrace.contracts.secret.KeyMaterial;
import io.millrace.contracts.yaml.ByteSize;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** The effective configuration, checked. Immutable. */
public final class Configuration {
    private static final Pattern COMMA = Pattern.compile(",");

    private final Map<String, String> values;

    Configuration(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** Kafka client properties that all products and sources share. */
    public Map<String, String> kafka() {
        return below("kafka.");
    }

    /** {@code kafka.*}, overridden by {@code product.<name>.kafka.*}, then by {@code product.<domain>.<name>.kafka.*}. */
    public Map<String, String> kafkaOfProduct(String name, String qualifiedName) {
        return merged(kafka(), below("product." + name + ".kafka."), below("product." + qualifiedName + ".kafka."));
    }

    /** {@code product.<domain>.<name>.principal}, else {@code product.<name>.principal}: whom the product runs as. */
    public Optional<String> principalOfProduct(String name, String qualifiedName) {
        return Optional.ofNullable(values.get("product." + qualifiedName + Keys.PRINCIPAL))
                .or(() -> Optional.ofNullable(values.get("product." + name + Keys.PRINCIPAL)));
    }

    /** Every {@code <name>} of {@code product.<name>.*} that is set. */
    public Set<String> configuredProducts() {
        return below("product.").keySet().stream()
                .map(key -> key.contains(".kafka.")
                        ? key.substring(0, key.indexOf(".kafka."))
                        : key.substring(0, key.length() - Keys.PRINCIPAL.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code source.<name>.principal}: whom the source's ingestion runs as. */
    public Optional<String> principalOfSource(String name) {
        return Optional.ofNullable(values.get("source." + name + Keys.PRINCIPAL));
    }

    /** {@code kafka.*}, overridden by {@code source.<name>.kafka.*}. */
    public Map<String, String> kafkaOfSource(String name) {
        return merged(kafka(), below("source." + name + ".kafka."));
    }

    /** {@code kafka.*}, overridden by {@code admin.*}: what {@code plan}, {@code apply} and {@code --apply} use. */
    public Map<String, String> admin() {
        return merged(kafka(), below("admin."));
    }

    /** The setting {@code source.<source>.database.<key>}. */
    public Optional<String> database(String source, String key) {
        return Optional.ofNullable(values.get("source." + source + ".database." + key));
    }

    public Optional<URI> registryUrl() {
        return text(Keys.REGISTRY_URL).map(URI::create);
    }

    public Optional<String> registryUsername() {
        return text(Keys.REGISTRY_USERNAME);
    }

    public Optional<String> registryPassword() {
        return text(Keys.REGISTRY_PASSWORD);
    }

    /**
     * How to connect to the registry, where other authorities than Java's or a certificate of one's own are set.
     *
     * @throws io.millrace.contracts.secret.SecretFileException naming the file that cannot be used
     * @throws ConfigurationException where the certificate is set without its key, or the key alone
     */
    public Optional<SSLContext> registryTls() {
        Optional<Authorities> trusted = text(Keys.REGISTRY_TRUSTSTORE)
                .map(file -> new Authorities(Path.of(file), text(Keys.REGISTRY_TRUSTSTORE_PASSWORD)));
        Optional<KeyMaterial> own = new ServerFiles("registry.tls", values).keyMaterial();
        return trusted.isEmpty() && own.isEmpty() ? Optional.empty() : Optional.of(Authorities.context(trusted, own));
    }

    public Duration registryTimeout() {
        return ValueType.durationIn(required(Keys.REGISTRY_TIMEOUT)).orElseThrow();
    }

    public Optional<Path> privacyKeysFile() {
        return text(Keys.PRIVACY_KEYS_FILE).map(Path::of);
    }

    public Path stateDirectory() {
        return Path.of(required(Keys.STATE_DIRECTORY));
    }

    public String instanceId() {
        return required(Keys.INSTANCE_ID);
    }

    /** Whether products leave their groups when they stop. */
    public boolean instanceLeaves() {
        return Boolean.parseBoolean(required(Keys.INSTANCE_LEAVE));
    }

    /** Bytes of heap for the event ids of one product. */
    public long identityMemory() {
        return ByteSize.parse(required(Keys.IDENTITY_MEMORY)).orElseThrow();
    }

    /** Epochs of sources that products may go on with. */
    public Set<Long> acceptedEpochs() {
        return text(Keys.IDENTITY_ACCEPTED_EPOCHS).stream()
                .flatMap(COMMA::splitAsStream)
                .map(text -> Long.parseLong(text.trim()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The keys {@code gateway.*}. */
    public GatewayConfiguration gateway() {
        return new GatewayConfiguration(
                this::text, merged(kafka(), below("gateway.kafka.")), new ServerFiles("gateway.tls", values));
    }

    /** Replicas of every topic that is created; empty: what the domains say. */
    public OptionalInt topicsReplication() {
        return text(Keys.TOPICS_REPLICATION)
                .map(text -> OptionalInt.of(Integer.parseInt(text.trim())))
                .orElseGet(OptionalInt::empty);
    }

    /**
     * Certificate and key of the management port.
     *
     * @throws ConfigurationException where one of them is set alone, or twice
     */
    public Optional<KeyMaterial> managementTls() {
        return new ServerFiles("management.tls", values).keyMaterial();
    }

    public Optional<Path> managementToken() {
        return text(ManagementKeys.TOKEN).map(Path::of);
    }

    /** Whether the port may be reached from other machines without a token or TLS. */
    public boolean managementOpen() {
        return Boolean.parseBoolean(required(ManagementKeys.OPEN));
    }

    public String managementHost() {
        return required(ManagementKeys.HOST);
    }

    public int managementPort() {
        return ValueType.portIn(required(ManagementKeys.PORT)).orElseThrow();
    }

    /** The keys {@code management.otlp.*}; empty where nothing is pushed. */
    public Optional<OtlpSettings> otlp() {
        return text(ManagementKeys.OTLP_URL)
                .map(url -> new OtlpSettings(
                        URI.create(url),
                        ValueType.durationIn(required(ManagementKeys.OTLP_INTERVAL))
                                .orElseThrow(),
                        pairs(ManagementKeys.OTLP_HEADERS),
                        pairs(ManagementKeys.OTLP_RESOURCE)));
    }

    /** Whether the log is JSON, a line each. */
    public boolean logsJson() {
        return required(ManagementKeys.LOGGING_FORMAT).equals("json");
    }

    private Map<String, String> pairs(Key key) {
        return text(key).map(ValueType::pairsIn).orElse(Map.of());
    }

    /**
     * Demands keys that have no default.
     *
     * @throws ConfigurationException naming each missing key and the three ways to set it
     */
    public void require(String... keys) {
        List<String> problems = java.util.Arrays.stream(keys)
                .filter(key -> !values.containsKey(key))
                .map(key -> key + " is not set; set it in the file given with --config, as MILLRACE_"
                        + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_') + ", or with --set " + key + "=...")
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    /** Where clients of Kafka may get OAuth tokens from: what is configured, and nothing else. */
    public Set<String> tokenEndpoints() {
        return values.entrySet().stream()
                .filter(setting -> setting.getKey().endsWith("sasl.oauthbearer.token.endpoint.url"))
                .map(Map.Entry::getValue)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Sorted {@code key = value} lines with secrets as {@code ***}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(values)
                .forEach((key, value) -> text.append(key)
                        .append(" = ")
                        .append(Keys.isSecret(key) ? "***" : value)
                        .append('\n'));
        return text.toString();
    }

    private Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    private Optional<String> text(Key key) {
        return Optional.ofNullable(values.get(key.name())).or(key::defaultValue);
    }

    private String required(Key key) {
        return text(key).orElseThrow();
    }

    @SafeVarargs
    private static Map<String, String> merged(Map<String, String>... layers) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (Map<String, String> layer : layers) {
            merged.putAll(layer);
        }
        return merged;
    }
}
