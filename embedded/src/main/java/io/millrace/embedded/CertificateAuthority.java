package io.millrace.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * An authority made anew, which signs certificates of servers on this machine and of clients, with the JDK's own {@code
 * keytool}. Certificates are good for two days.
 */
public final class CertificateAuthority {
    private static final String LOOPBACK_NAMES = "ip:" + Ports.LOOPBACK + ",dns:localhost";
    private static final String ROOT = "authority";

    private final Path directory;
    private final Path keys;
    private final String password = HexFormat.of().formatHex(random());

    private CertificateAuthority(Path directory) {
        this.directory = directory;
        this.keys = directory.resolve("authority.p12");
    }

    /**
     * Makes an authority.
     *
     * @param directory where its files and those of its certificates are; only the owner may enter it afterwards
     * @throws IOException if the directory cannot be written, or this Java has no keytool
     */
    public static CertificateAuthority create(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        var authority = new CertificateAuthority(directory);
        authority.generate(
                ROOT, "-dname", "CN=Throw-away authority", "-ext", "bc:c", "-ext", "ku:c=keyCertSign,cRLSign");
        Certificate root = authority.chain(ROOT)[0];
        authority.write(authority.certificate(), pem(root));
        KeyStore trust = empty();
        try {
            trust.setCertificateEntry(ROOT, root);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot write " + authority.trustStore(), e);
        }
        authority.store(trust, authority.trustStore());
        return authority;
    }

    /** The authority's certificate in PEM: what those who trust it are given. */
    public Path certificate() {
        return directory.resolve("authority.pem");
    }

    /** The same as a PKCS #12 store, which opens with {@link #password()}. */
    public Path trustStore() {
        return directory.resolve("trust.p12");
    }

    /** Of all stores that this authority writes. */
    public String password() {
        return password;
    }

    /**
     * A certificate, and its key, for a client or for a server that is called 127.0.0.1 or localhost.
     *
     * @param name also the name of its files; what was issued under it before is replaced
     * @throws IOException if a file cannot be written
     */
    public IssuedCertificate issue(String name) throws IOException {
        return issue(name, LOOPBACK_NAMES);
    }

    /**
     * The same for a server of other names.
     *
     * @param names as {@code keytool} takes them, such as {@code dns:elsewhere.example}
     */
    public synchronized IssuedCertificate issue(String name, String names) throws IOException {
        Files.deleteIfExists(issuing());
        Files.copy(keys, issuing());
        generate(
                name,
                "-signer",
                ROOT,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + names,
                "-ext",
                "eku=serverAuth,clientAuth");
        Certificate[] chain = chain(name);
        PrivateKey key = key(name);
        var issued = new IssuedCertificate(
                "CN=" + name,
                directory.resolve(name + ".p12"),
                password,
                directory.resolve(name + ".pem"),
                directory.resolve(name + ".key"));
        KeyStore store = empty();
        try {
            store.setKeyEntry(name, key, password.toCharArray(), chain);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot write " + issued.keyStore(), e);
        }
        store(store, issued.keyStore());
        write(issued.certificates(), pem(chain[0]) + pem(chain[1]));
        write(issued.key(), block("PRIVATE KEY", key.getEncoded()));
        Files.delete(issuing());
        return issued;
    }

    /** Signing writes into the store of the signer; a copy keeps the authority's own small. */
    private Path issuing() {
        return directory.resolve("issuing.p12");
    }

    private Path storeOf(String alias) {
        return alias.equals(ROOT) ? keys : issuing();
    }

    private void generate(String alias, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-startdate",
                "-1H",
                "-storetype",
                "PKCS12",
                "-keystore",
                storeOf(alias).toString(),
                "-storepass:env",
                "STORE_PASSWORD"));
        command.addAll(List.of(more));
        ProcessBuilder keytool = new ProcessBuilder(command).redirectErrorStream(true);
        keytool.environment().put("STORE_PASSWORD", password);
        Process process = keytool.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool cannot make certificate " + alias + ": " + printed.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool made certificate " + alias, e);
        }
    }

    private Certificate[] chain(String alias) throws IOException {
        try {
            return KeyStore.getInstance(storeOf(alias).toFile(), password.toCharArray())
                    .getCertificateChain(alias);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read " + storeOf(alias), e);
        }
    }

    private PrivateKey key(String alias) throws IOException {
        try {
            return (PrivateKey) KeyStore.getInstance(storeOf(alias).toFile(), password.toCharArray())
                    .getKey(alias, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read " + storeOf(alias), e);
        }
    }

    private static KeyStore empty() throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java has no PKCS #12", e);
        }
    }

    private void store(KeyStore store, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            store.store(out, password.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot write " + file, e);
        }
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String pem(Certificate certificate) throws IOException {
        try {
            return block("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate without an encoding", e);
        }
    }

    private static String block(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + kind + "-----\n";
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
