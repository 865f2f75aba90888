package io.millrace.contracts.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate and its private key. */
public sealed interface KeyMaterial {
    /** The files that are looked at for changes. */
    List<Path> files();

    /** Password of the store and of the key in it. */
    String password();

    /**
     * Reads the files.
     *
     * @throws SecretFileException naming the file that cannot be used
     */
    KeyStore load();

    /** A key store, PKCS #12 or JKS. */
    record Store(Path file, String password) implements KeyMaterial {
        @Override
        public List<Path> files() {
            return List.of(file);
        }

        @Override
        public KeyStore load() {
            try {
                return KeyStore.getInstance(file.toFile(), password.toCharArray());
            } catch (IOException | GeneralSecurityException e) {
                throw new SecretFileException(
                        file + ": is no key store that this password opens; write one with 'keytool"
                                + " -importkeystore', or give PEM files");
            }
        }

        @Override
        public String toString() {
            return "key store " + file;
        }
    }

    /** PEM files: a certificate chain, and a key as PKCS #8 without a password. */
    record Pem(Path certificates, Path key) implements KeyMaterial {
        private static final Pattern KEY =
                Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
        private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

        @Override
        public List<Path> files() {
            return List.of(certificates, key);
        }

        @Override
        public String toString() {
            return certificates + ", " + key;
        }

        @Override
        public String password() {
            // Of a store that exists in memory only.
            return "in-memory";
        }

        @Override
        public KeyStore load() {
            try (InputStream in = Files.newInputStream(certificates)) {
                Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                        .toArray(Certificate[]::new);
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("own", privateKey(), password().toCharArray(), chain);
                return store;
            } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
                throw new SecretFileException(certificates + ", " + key
                        + ": are no certificate chain and key in PEM that belong together; a key begins with '-----BEGIN"
                        + " PRIVATE KEY-----' (openssl pkcs8 -topk8 -nocrypt)");
            }
        }

        private PrivateKey privateKey() throws IOException, GeneralSecurityException {
            Matcher matcher = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
            if (!matcher.find()) {
                throw new InvalidKeySpecException("no PKCS #8 key");
            }
            var encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
                } catch (InvalidKeySpecException e) {
                    // Of another algorithm.
                }
            }
            throw new InvalidKeySpecException("none of " + ALGORITHMS);
        }
    }
}
