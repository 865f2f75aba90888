package io.millrace.contracts.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that a client trusts, in place of those of Java.
 *
 * @param file certificates in PEM, or a trust store, PKCS #12 or JKS
 * @param password of the trust store
 */
public record Authorities(Path file, Optional<String> password) {
    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    /**
     * How a client connects.
     *
     * @param authorities whom it trusts; Java's own if empty
     * @param own what it shows of itself, if a server asks
     * @throws SecretFileException naming the file that cannot be used
     */
    public static SSLContext context(Optional<Authorities> authorities, Optional<KeyMaterial> own) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager @Nullable [] trust =
                    authorities.isEmpty() ? null : authorities.get().trustManagers();
            KeyManager @Nullable [] keys = null;
            if (own.isPresent()) {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(own.get().load(), own.get().password().toCharArray());
                keys = factory.getKeyManagers();
            }
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SecretFileException("TLS cannot be set up: " + e.getMessage());
        }
    }

    private TrustManager[] trustManagers() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store());
        return factory.getTrustManagers();
    }

    private KeyStore store() throws GeneralSecurityException {
        try {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(PEM)) {
                return ofPem();
            }
            return KeyStore.getInstance(file.toFile(), password.orElse("").toCharArray());
        } catch (IOException e) {
            throw new SecretFileException(file
                    + ": holds no certificates in PEM, and is no trust store that its password opens; check the path,"
                    + " the file's permissions and the password");
        }
    }

    private KeyStore ofPem() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        }
        return store;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "authorities in " + file;
    }
}
