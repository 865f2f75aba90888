package io.millrace.contracts.jar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Keeps keys and passwords out of jars, which lie in repositories for years and are read by many. */
final class Secrets {
    private static final List<String> STORES = List.of(".jks", ".p12", ".pfx", ".keystore", ".jceks");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");

    /** A line of a key ring: purpose, perhaps a name, key id, and at least 16 bytes of base64. */
    private static final Pattern KEY_RING =
            Pattern.compile("(?m)^\\s*(pseudonym|sealing|fingerprint|encrypt-siv|encrypt-gcm)"
                    + "([ \\t]+\\S{1,200}){1,2}[ \\t]+[A-Za-z0-9+/]{22,100}={0,2}\\s*$");

    private static final Pattern PASSWORD = Pattern.compile("(?mi)^\\s*[\\w.-]{0,200}"
            + "(password|sasl\\.jaas\\.config|secret)\\s*[=:]\\s*(?!\\$\\{)[^\\s#][^\\r\\n]*$");

    private Secrets() {}

    /** @throws PackagingException naming the file, where it holds what only the place of running may know */
    static void refuse(Path file, byte[] bytes) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (STORES.stream().anyMatch(name::endsWith)) {
            throw secret(file, "is a key store");
        }
        if (name.endsWith(".class") || name.endsWith(".jar")) {
            return;
        }
        String text = new String(bytes, ISO_8859_1);
        if (PRIVATE_KEY.matcher(text).find()) {
            throw secret(file, "holds a private key");
        }
        if (KEY_RING.matcher(text).find()) {
            throw secret(file, "is a key ring");
        }
        if (name.endsWith(".properties") && PASSWORD.matcher(text).find()) {
            throw secret(file, "holds a password");
        }
    }

    private static PackagingException secret(Path file, String what) {
        return new PackagingException(
                file + " " + what + ", and secrets never enter a jar: take it out of the build and"
                        + " give it to 'millrace run' in its configuration, where the product runs");
    }
}
