package io.millrace.cli.config;

import io.millrace.contracts.secret.KeyMaterial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys behind which a certificate and its key stand: as two files in PEM, or as a key store with a password.
 *
 * @param prefix such as {@code gateway.tls}
 * @param values of the whole configuration
 */
record ServerFiles(String prefix, Map<String, String> values) {
    private static final String CERTIFICATE = ".certificate.file";
    private static final String PRIVATE_KEY = ".key.file";
    private static final String KEYSTORE = ".keystore.file";
    private static final String PASSWORD = ".keystore.password";

    /** The keys behind a prefix. */
    static Stream<Key> keys(String prefix, String whose) {
        return Stream.of(
                Key.of(prefix + CERTIFICATE, ValueType.PATH, "Certificate chain of the " + whose + " in PEM."),
                Key.of(prefix + PRIVATE_KEY, ValueType.PATH, "Private key of the " + whose + " in PEM."),
                Key.of(prefix + KEYSTORE, ValueType.PATH, "Key store with certificate and key of the " + whose + "."),
                Key.of(prefix + PASSWORD, ValueType.SECRET, "Password of the key store."),
                Key.of(prefix + PASSWORD + ".file", ValueType.PATH, "File that holds the password of the key store."));
    }

    /**
     * What is set, if anything is.
     *
     * @throws ConfigurationException where one of two is set alone, or both ways are used
     */
    Optional<KeyMaterial> keyMaterial() {
        Optional<Path> store = path(KEYSTORE);
        Optional<Path> certificate = path(CERTIFICATE);
        Optional<Path> key = path(PRIVATE_KEY);
        if (certificate.isPresent() != key.isPresent() || (store.isPresent() && certificate.isPresent())) {
            throw new ConfigurationException(List.of("set " + prefix + CERTIFICATE + " and " + prefix + PRIVATE_KEY
                    + ", or " + prefix + KEYSTORE + " with its password"));
        }
        if (store.isPresent()) {
            String password = Optional.ofNullable(values.get(prefix + PASSWORD))
                    .orElseThrow(() -> new ConfigurationException(
                            List.of(prefix + PASSWORD + " is not set; set it, or " + prefix + PASSWORD + ".file")));
            return Optional.of(new KeyMaterial.Store(store.get(), password));
        }
        return certificate.map(chain -> new KeyMaterial.Pem(chain, key.orElseThrow()));
    }

    private Optional<Path> path(String suffix) {
        return Optional.ofNullable(values.get(prefix + suffix)).map(Path::of);
    }

    /** Without the values, which hold secrets. */
    @Override
    public String toString() {
        return prefix;
    }
}
