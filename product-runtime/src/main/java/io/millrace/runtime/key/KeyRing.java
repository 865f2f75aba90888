package io.millrace.runtime.key;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The secrets of a mesh, read once at start; immutable and safe for use by several threads. The file's format is that
 * of {@link KeyRingFile}.
 */
public final class KeyRing {
    private final String origin;
    private final Map<String, PseudonymKey> pseudonymKeys;
    private final Map<String, SealingKey> sealingKeys;
    private final SealingKey currentSealingKey;
    private final byte[] fingerprintKey;
    private final List<EncryptionKey> encryptionKeys;

    KeyRing(
            String origin,
            Map<String, PseudonymKey> pseudonymKeys,
            Map<String, SealingKey> sealingKeys,
            SealingKey currentSealingKey,
            byte[] fingerprintKey,
            List<EncryptionKey> encryptionKeys) {
        this.origin = origin;
        this.encryptionKeys = List.copyOf(encryptionKeys);
        this.pseudonymKeys = Map.copyOf(pseudonymKeys);
        this.sealingKeys = Map.copyOf(sealingKeys);
        this.currentSealingKey = currentSealingKey;
        this.fingerprintKey = fingerprintKey.clone();
    }

    /**
     * Reads a key ring.
     *
     * @throws KeyRingException where the file is missing, readable by everybody, or not a key ring
     */
    public static KeyRing load(Path file) {
        return KeyRingFile.read(file);
    }

    /**
     * Writes a new key ring with random keys, readable by its owner only, and reads it back.
     *
     * @param joinDomains the join domains that get a pseudonym key
     * @throws KeyRingException where the file exists already (keys are never overwritten) or cannot be written
     */
    public static KeyRing generate(Path file, Collection<String> joinDomains) {
        return generate(file, KeyNames.ofJoinDomains(joinDomains));
    }

    /**
     * As {@link #generate(Path, Collection)}, with keys of every purpose.
     *
     * @param names the keys wanted
     */
    public static KeyRing generate(Path file, KeyNames names) {
        KeyRingFile.write(file, names);
        return KeyRingFile.read(file);
    }

    /**
     * Random keys that are never stored: enough to check contracts with, not to run them.
     *
     * @param joinDomains the join domains that get a pseudonym key
     */
    public static KeyRing inMemory(Collection<String> joinDomains) {
        return inMemory(KeyNames.ofJoinDomains(joinDomains));
    }

    /** As {@link #inMemory(Collection)}, with keys of every purpose. */
    public static KeyRing inMemory(KeyNames names) {
        return KeyRingFile.inMemory(names);
    }

    /**
     * The current key of a join domain.
     *
     * @throws KeyRingException where the ring has none; the message names the join domain
     */
    public PseudonymKey pseudonymKey(String joinDomain) {
        PseudonymKey key = pseudonymKeys.get(joinDomain);
        if (key == null) {
            throw new KeyRingException(origin + ": no pseudonym key for join domain '" + joinDomain
                    + "'; it has keys for " + new TreeSet<>(pseudonymKeys.keySet())
                    + ". Add a line 'pseudonym " + joinDomain + " <key id> <base64 of 32 random bytes>'.");
        }
        return key;
    }

    /**
     * The key that encrypts from now on under a name.
     *
     * @throws KeyRingException where the ring has none; the message names it
     */
    public EncryptionKey encryptionKey(EncryptionKey.Name name) {
        List<EncryptionKey> named =
                encryptionKeys.stream().filter(key -> key.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw new KeyRingException(origin + ": no key '" + name + "'; it has "
                    + encryptionKeys.stream()
                            .map(EncryptionKey::name)
                            .distinct()
                            .toList() + ". Add a line '" + name
                    + " <key id> <base64 of " + name.cipher().bytes() + " random bytes>'.");
        }
        return named.get(named.size() - 1);
    }

    /**
     * A key that encrypted once, by the id that stands before what it encrypted.
     *
     * @throws KeyRingException where the ring does not have it
     */
    public EncryptionKey encryptionKey(EncryptionKey.Name name, String id) {
        return encryptionKeys.stream()
                .filter(key -> key.name().equals(name) && key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new KeyRingException(origin + ": no key '" + name
                        + "' with the id that stands before the value. Use the key ring it was encrypted with."));
    }

    /** The key that seals from now on. */
    public SealingKey sealingKey() {
        return currentSealingKey;
    }

    /** A key that sealed once, by the id stored beside what it sealed. */
    public Optional<SealingKey> sealingKey(String id) {
        return Optional.ofNullable(sealingKeys.get(id));
    }

    /** 16 bytes: the key of event fingerprints. A fresh copy. */
    public byte[] fingerprintKey() {
        return fingerprintKey.clone();
    }

    /** The origin only. */
    @Override
    public String toString() {
        return "KeyRing[" + origin + "]";
    }
}
