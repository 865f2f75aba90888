package io.millrace.runtime.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.key.SealingKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals originals with AES-256-GCM (NIST SP 800-38D): a random 96-bit nonce, a 128-bit tag, the coordinate as
 * additional authenticated data, so that a sealed original cannot be moved to another dead letter.
 */
final class Seal {
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int ABSENT = -1;

    private final SealingKey key;
    private final SecureRandom random;

    Seal(SealingKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    byte[] seal(Coordinate source, OriginalRecord original) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] plain = flatten(original);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, source);
            byte[] sealed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
            return sealed;
        } catch (GeneralSecurityException noSuchCipher) {
            throw new IllegalStateException(
                    "this Java runtime cannot seal dead letters with " + TRANSFORMATION, noSuchCipher);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    static OriginalRecord open(Coordinate source, byte[] sealed, SealingKey key) throws SealException {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new SealException("dead letter " + source + ": the sealed original is cut short");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE_BYTES), source);
            return unflatten(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException | IOException doesNotOpen) {
            throw new SealException("dead letter " + source + ": the sealed original does not open with key '"
                    + key.id() + "'; it was altered, belongs to another record, or another key has the same id");
        }
    }

    private static Cipher cipher(int mode, SealingKey key, byte[] nonce, Coordinate source)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(source.toString().getBytes(UTF_8));
        return cipher;
    }

    private static byte[] flatten(OriginalRecord original) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, original.key());
            write(out, original.value());
            out.writeInt(original.headers().size());
            for (OriginalRecord.Header header : original.headers()) {
                write(out, header.name().getBytes(UTF_8));
                write(out, header.value());
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static OriginalRecord unflatten(byte[] plain) throws IOException {
        try (var in = new DataInputStream(new ByteArrayInputStream(plain))) {
            byte[] key = read(in);
            byte[] value = read(in);
            int count = in.readInt();
            List<OriginalRecord.Header> headers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] name = read(in);
                headers.add(new OriginalRecord.Header(name == null ? "" : new String(name, UTF_8), read(in)));
            }
            return new OriginalRecord(key, value, headers);
        }
    }

    private static void write(DataOutputStream out, byte @Nullable [] bytes) throws IOException {
        out.writeInt(bytes == null ? ABSENT : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == ABSENT ? null : in.readNBytes(length);
    }
}
