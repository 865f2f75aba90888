package io.millrace.cli.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The closed list of keys. Part of the public interface: a key is never renamed or removed without a major version. */
final class Keys {
    static final Key REGISTRY_URL = Key.of("registry.url", ValueType.HTTP_URL, "Base URL of the schema registry.");
    static final Key REGISTRY_USERNAME = Key.of("registry.username", ValueType.TEXT, "User at the registry.");
    static final Key REGISTRY_PASSWORD = Key.of("registry.password", ValueType.SECRET, "Password at the registry.");
    static final Key REGISTRY_PASSWORD_FILE =
            Key.of("registry.password.file", ValueType.PATH, "File that holds the password at the registry.");
    static final Key REGISTRY_TRUSTSTORE = Key.of(
            "registry.tls.truststore.file",
            ValueType.PATH,
            "Authorities to trust instead of Java's: certificates in PEM, or a trust store.");
    static final Key REGISTRY_TRUSTSTORE_PASSWORD =
            Key.of("registry.tls.truststore.password", ValueType.SECRET, "Password of the trust store.");
    static final Key REGISTRY_TIMEOUT =
            Key.of("registry.timeout", ValueType.DURATION, "5s", "Longest wait for one answer of the registry.");
    static final Key PRIVACY_KEYS_FILE =
            Key.of("privacy.keys.file", ValueType.PATH, "Key ring for pseudonyms and sealed dead letters.");
    static final Key STATE_DIRECTORY =
            Key.of("state.directory", ValueType.PATH, "millrace-state", "Where products keep their local state.");
    static final Key INSTANCE_ID = Key.of(
            "instance.id", ValueType.TEXT, "0", "Names this instance among those of the same product or source.");
    static final Key INSTANCE_LEAVE = Key.of(
            "instance.leave",
            ValueType.FLAG,
            "false",
            "Whether a stop is for good: partitions of products go to the other instances at once.");
    static final Key IDENTITY_MEMORY = Key.of(
            "identity.memory", ValueType.SIZE, "64MiB", "Most heap for the event ids of one product in this process.");
    static final Key IDENTITY_ACCEPTED_EPOCHS = Key.of(
            "identity.accepted.epochs",
            ValueType.NUMBERS,
            "Epochs of sources that were snapshotted anew, which products may go on with.");
    static final Key TOPICS_REPLICATION = Key.of(
            "topics.replication",
            ValueType.COUNT,
            "Replicas of every topic that is created; overrides 'replication' of the domains.");

    static final List<Key> PLAIN = Stream.of(
                    GatewayKeys.ALL.stream(),
                    ManagementKeys.ALL.stream(),
                    ServerFiles.keys("gateway.tls", "gateway"),
                    ServerFiles.keys("management.tls", "management port"),
                    ServerFiles.keys("registry.tls", "registry's client"),
                    Stream.of(
                            REGISTRY_URL,
                            REGISTRY_USERNAME,
                            REGISTRY_PASSWORD,
                            REGISTRY_PASSWORD_FILE,
                            REGISTRY_TRUSTSTORE,
                            REGISTRY_TRUSTSTORE_PASSWORD,
                            Key.of("registry.tls.truststore.password.file", ValueType.PATH, "File that holds it."),
                            REGISTRY_TIMEOUT,
                            PRIVACY_KEYS_FILE,
                            STATE_DIRECTORY,
                            INSTANCE_ID,
                            INSTANCE_LEAVE,
                            IDENTITY_MEMORY,
                            IDENTITY_ACCEPTED_EPOCHS,
                            TOPICS_REPLICATION))
            .flatMap(keys -> keys)
            .toList();

    /** What may follow {@code source.<name>.database.}. */
    static final List<Key> DATABASE = List.of(
            Key.of("host", ValueType.TEXT, "Host of the database; overrides the source descriptor."),
            Key.of("port", ValueType.PORT, "Port of the database; overrides the source descriptor."),
            Key.of("name", ValueType.TEXT, "Database; overrides the source descriptor."),
            Key.of("user", ValueType.TEXT, "Role with REPLICATION; overrides the source descriptor."),
            Key.of("password", ValueType.SECRET, "Password of the role."),
            Key.of("password.file", ValueType.PATH, "File that holds the password of the role."),
            Key.of("sslmode", ValueType.SSL_MODE, "Encryption; overrides the source descriptor."),
            Key.of("sslrootcert", ValueType.PATH, "Authorities to trust; overrides the source descriptor."),
            Key.of("sslcert", ValueType.PATH, "The client's certificate; overrides the source descriptor."),
            Key.of("sslkey", ValueType.PATH, "The client's private key; overrides the source descriptor."),
            Key.of("sslkey.password", ValueType.SECRET, "Password of the private key."),
            Key.of("sslkey.password.file", ValueType.PATH, "File that holds the password of the private key."));

    /** What may follow {@code product.<name>} and {@code source.<name>}: whom it runs as, which plans grant its rights. */
    static final String PRINCIPAL = ".principal";

    private static final Set<String> CLIENT_PREFIXES = Set.of(
            "consumer.", "main.consumer.", "restore.consumer.", "global.consumer.", "producer.", "admin.", "topic.");
    private static final String FILE = ".file";
    private static final Set<String> CLIENT_PROPERTIES = clientProperties();

    private Keys() {}

    static Optional<Key> plain(String name) {
        return PLAIN.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    static Optional<Key> database(String name) {
        return DATABASE.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** All names of properties that a Kafka client takes. */
    static Set<String> kafkaProperties() {
        return CLIENT_PROPERTIES;
    }

    /** Whether a Kafka client takes the property, possibly behind a prefix of Kafka Streams. */
    static boolean isKafkaProperty(String name) {
        String secret = name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : "";
        return (isSecret(secret) && isKafkaProperty(secret))
                || CLIENT_PROPERTIES.contains(name)
                || CLIENT_PREFIXES.stream()
                        .anyMatch(prefix -> name.startsWith(prefix)
                                && (prefix.equals("topic.")
                                        || CLIENT_PROPERTIES.contains(name.substring(prefix.length()))));
    }

    /** Whether a value must not be printed; it may stand in a file, which the key names behind {@code .file}. */
    static boolean isSecret(String name) {
        return name.endsWith("password")
                || name.endsWith(JaasText.KEY)
                || name.endsWith("ssl.keystore.key")
                || name.endsWith("passphrase")
                || name.endsWith("client.secret")
                || name.equals(ManagementKeys.OTLP_HEADERS.name());
    }

    private static Set<String> clientProperties() {
        Set<String> names = new TreeSet<>();
        Stream.of(
                        AdminClientConfig.configNames(),
                        ConsumerConfig.configNames(),
                        ProducerConfig.configNames(),
                        StreamsConfig.configDef().names())
                .forEach(names::addAll);
        return names;
    }
}
