package io.millrace.contracts.secret;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a server's certificate, and takes the files anew for the next connection once they have changed; files that
 * cannot be used leave what is in force.
 */
public final class ServerIdentity extends X509ExtendedKeyManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServerIdentity.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final KeyMaterial material;
    private final FileWatch watch;
    private X509ExtendedKeyManager current;
    private long nextLook = System.nanoTime() + LOOK_NANOS;

    private ServerIdentity(KeyMaterial material) {
        this.material = material;
        this.watch = new FileWatch(material.files());
        this.current = read();
    }

    /**
     * How a server that has this certificate talks.
     *
     * @throws SecretFileException naming the file that cannot be used
     */
    public static SSLContext context(KeyMaterial material) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ServerIdentity(material)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new SecretFileException("TLS cannot be set up: " + e.getMessage());
        }
    }

    private X509ExtendedKeyManager read() {
        KeyStore store = material.load();
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, material.password().toCharArray());
            return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new SecretFileException(material + ": its key cannot be used: " + e.getMessage());
        }
    }

    private synchronized X509ExtendedKeyManager current() {
        if (System.nanoTime() - nextLook >= 0) {
            nextLook = System.nanoTime() + LOOK_NANOS;
            if (watch.changed()) {
                try {
                    current = read();
                    LOG.info("read the certificate anew from {}", material.files());
                } catch (SecretFileException e) {
                    LOG.error("the certificate stays as it was: {}", e.getMessage());
                }
            }
        }
        return current;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return current().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return current().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return current().getServerAliases(type, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return current().getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return current().getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }
}
