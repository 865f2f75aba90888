package io.millrace.runtime.key;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
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

    KeyRing(
            String origin,
            Map<String, PseudonymKey> pseudonymKeys,
            Map<String, SealingKey> sealingKeys,
            SealingKey currentSealingKey,
            byte[] fingerprintKey) {
        this.origin = origin;
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
        SortedSet<String> sorted = new TreeSet<>(joinDomains);
        KeyRingFile.write(file, sorted);
        return KeyRingFile.read(file);
    }

    /**
     * Random keys that are never stored: enough to check contracts with, not to run them.
     *
     * @param joinDomains the join domains that get a pseudonym key
     */
    public static KeyRing inMemory(Collection<String> joinDomains) {
        return KeyRingFile.inMemory(new TreeSet<>(joinDomains));
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
