package io.millrace.runtime.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.key.EncryptionKey.Name.Cipher;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The file of a key ring: UTF-8, one key a line, {@code #} starts a comment line.
 *
 * <pre>
 * pseudonym   &lt;join domain&gt; &lt;key id&gt; &lt;base64 of 32 bytes&gt;
 * sealing                   &lt;key id&gt; &lt;base64 of 32 bytes&gt;
 * fingerprint               &lt;key id&gt; &lt;base64 of 16 bytes&gt;
 * encrypt-siv &lt;name&gt;        &lt;key id&gt; &lt;base64 of 64 bytes&gt;
 * encrypt-gcm &lt;name&gt;        &lt;key id&gt; &lt;base64 of 32 bytes&gt;
 * </pre>
 *
 * The last line of a purpose and name is the current key; earlier sealing and encryption keys still open what they
 * closed.
 * Key ids are up to 16 letters, digits or hyphens: they stand in every token.
 */
final class KeyRingFile {
    private static final int SECRET_BYTES = 32;
    private static final int FINGERPRINT_BYTES = 16;

    private final String origin;
    private final Map<String, PseudonymKey> pseudonymKeys = new HashMap<>();
    private final Map<String, SealingKey> sealingKeys = new LinkedHashMap<>();
    private @Nullable SealingKey currentSealingKey;
    private byte @Nullable [] fingerprintKey;
    private final List<EncryptionKey> encryptionKeys = new ArrayList<>();

    private KeyRingFile(String origin) {
        this.origin = origin;
    }

    static KeyRing read(Path file) {
        KeyRingFile parsed = new KeyRingFile(file.toString());
        try {
            refuseIfEverybodyMayRead(file);
            List<String> lines = Files.readAllLines(file, UTF_8);
            for (int i = 0; i < lines.size(); i++) {
                parsed.line(i + 1, lines.get(i).strip());
            }
        } catch (IOException e) {
            // The cause's text is left out: a decoding error may quote what it read.
            throw new KeyRingException(
                    "Cannot read key ring " + file + " (" + e.getClass().getSimpleName()
                            + "). Give a readable UTF-8 file, or create one with 'millrace keys generate'.");
        }
        return parsed.finish();
    }

    private static void refuseIfEverybodyMayRead(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (permissions.contains(PosixFilePermission.OTHERS_READ)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new KeyRingException("Key ring " + file + " is open to every user ("
                    + PosixFilePermissions.toString(permissions) + "); allowed is at most rw-rw----. Run: chmod 600 "
                    + file);
        }
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        String[] words = line.split("\\s+");
        switch (words[0]) {
            case "pseudonym" -> {
                expect(number, words, 4, "pseudonym <join domain> <key id> <base64>");
                PseudonymKey key = new PseudonymKey(
                        id(number, words[2]),
                        new SecretKeySpec(material(number, words[3], SECRET_BYTES), "HmacSHA256"));
                pseudonymKeys.put(words[1], key);
            }
            case "sealing" -> {
                expect(number, words, 3, "sealing <key id> <base64>");
                SealingKey key = new SealingKey(
                        id(number, words[1]), new SecretKeySpec(material(number, words[2], SECRET_BYTES), "AES"));
                if (sealingKeys.put(key.id(), key) != null) {
                    throw problem(number, "sealing key id '" + key.id() + "' stands twice; ids must differ");
                }
                currentSealingKey = key;
            }
            case "fingerprint" -> {
                expect(number, words, 3, "fingerprint <key id> <base64>");
                fingerprintKey = material(number, words[2], FINGERPRINT_BYTES);
            }
            case "encrypt-siv" -> encryption(number, words, Cipher.SIV);
            case "encrypt-gcm" -> encryption(number, words, Cipher.GCM);
            default ->
                throw problem(
                        number,
                        "the first word is none of 'pseudonym', 'sealing', 'fingerprint', 'encrypt-siv', 'encrypt-gcm'"
                                + " (comments start with #)");
        }
    }

    private void encryption(int number, String[] words, Cipher cipher) {
        expect(number, words, 4, cipher.word() + " <name> <key id> <base64>");
        EncryptionKey key = new EncryptionKey(
                new EncryptionKey.Name(cipher, words[1]),
                id(number, words[2]),
                new SecretKeySpec(material(number, words[3], cipher.bytes()), "AES"));
        boolean twice = encryptionKeys.stream()
                .anyMatch(known -> known.name().equals(key.name()) && known.id().equals(key.id()));
        if (twice) {
            throw problem(number, "key id '" + key.id() + "' of '" + key.name() + "' stands twice; ids must differ");
        }
        encryptionKeys.add(key);
    }

    private void expect(int number, String[] words, int count, String form) {
        if (words.length != count) {
            throw problem(number, "found " + words.length + " words, the form is: " + form);
        }
    }

    private String id(int number, String id) {
        if (!id.matches("[A-Za-z0-9-]{1,16}")) {
            throw problem(number, "the key id must be 1 to 16 letters, digits or hyphens");
        }
        return id;
    }

    private byte[] material(int number, String base64, int length) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw problem(number, "the key is not base64");
        }
        if (bytes.length != length) {
            throw problem(number, "the key has " + bytes.length + " bytes, it must have " + length);
        }
        return bytes;
    }

    private KeyRingException problem(int line, String what) {
        return new KeyRingException(origin + ":" + line + ": " + what + ".");
    }

    private KeyRing finish() {
        if (currentSealingKey == null || fingerprintKey == null) {
            throw new KeyRingException(origin + ": no '" + (currentSealingKey == null ? "sealing" : "fingerprint")
                    + "' key. Add it, or create a new key ring with 'millrace keys generate'.");
        }
        return new KeyRing(origin, pseudonymKeys, sealingKeys, currentSealingKey, fingerprintKey, encryptionKeys);
    }

    static KeyRing inMemory(KeyNames names) {
        KeyRingFile parsed = new KeyRingFile("keys in memory");
        List<String> lines = fresh(names);
        for (int i = 0; i < lines.size(); i++) {
            parsed.line(i + 1, lines.get(i));
        }
        return parsed.finish();
    }

    private static List<String> fresh(KeyNames names) {
        SecureRandom random = new SecureRandom();
        List<String> lines = new ArrayList<>();
        lines.add("# Millrace key ring. Whoever reads it can recompute pseudonyms and open dead letters.");
        for (String joinDomain : names.joinDomains()) {
            if (!joinDomain.matches("[^\\s#]+")) {
                throw new KeyRingException(
                        "Join domain '" + joinDomain + "' must not be empty nor hold white space or '#'.");
            }
            lines.add("pseudonym " + joinDomain + " " + newKey(random, SECRET_BYTES));
        }
        for (EncryptionKey.Name name : names.encryption()) {
            lines.add(name + " " + newKey(random, name.cipher().bytes()));
        }
        lines.add("sealing " + newKey(random, SECRET_BYTES));
        lines.add("fingerprint " + newKey(random, FINGERPRINT_BYTES));
        return lines;
    }

    static void write(Path file, KeyNames names) {
        List<String> lines = fresh(names);
        try {
            create(file);
            Files.write(file, lines, UTF_8, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new KeyRingException("Key ring " + file
                    + " exists and is kept: new keys would orphan every pseudonym made so far. Move it away first.");
        } catch (IOException e) {
            throw new KeyRingException("Cannot write key ring " + file + " ("
                    + e.getClass().getSimpleName() + "). Choose a folder that exists and is writable.");
        }
    }

    private static void create(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            FileAttribute<?> ownerOnly =
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Files.createFile(file, ownerOnly);
        } else {
            Files.createFile(file);
        }
    }

    private static String newKey(SecureRandom random, int length) {
        byte[] id = new byte[3];
        random.nextBytes(id);
        byte[] material = new byte[length];
        random.nextBytes(material);
        return "k" + HexFormat.of().formatHex(id) + " " + Base64.getEncoder().encodeToString(material);
    }
}
