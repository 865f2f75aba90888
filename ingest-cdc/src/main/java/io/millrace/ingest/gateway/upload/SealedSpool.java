package io.millrace.ingest.gateway.upload;

import io.millrace.ingest.file.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A file on disk for as long as it is loaded, encrypted (AES-CTR) under a key that is in the heap only: what is left
 * behind by a kill can be read by nobody. That it was not changed, the load finds out by its digest.
 */
final class SealedSpool implements FileContent, AutoCloseable {
    private static final String SUFFIX = ".upload";
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    private static final int KEY_BYTES = 16;

    private final Path file;
    private final SecretKeySpec key;
    private final IvParameterSpec start;
    private long size;

    private SealedSpool(Path file, SecureRandom random) {
        this.file = file;
        byte[] bytes = new byte[2 * KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, 0, KEY_BYTES, "AES");
        this.start = new IvParameterSpec(bytes, KEY_BYTES, KEY_BYTES);
    }

    /** A new one; on POSIX nobody else may open it. */
    static SealedSpool in(Path directory, SecureRandom random) throws IOException {
        Files.createDirectories(directory);
        return new SealedSpool(Files.createTempFile(directory, "", SUFFIX), random);
    }

    /** Deletes what a killed process left behind long ago; younger ones may be in use by another one. */
    static void tidy(Path directory, Instant now) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        FileTime oldest = FileTime.from(now.minus(FORGOTTEN));
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> left =
                    files.filter(each -> each.toString().endsWith(SUFFIX)).toList();
            for (Path each : left) {
                if (Files.getLastModifiedTime(each).compareTo(oldest) < 0) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("gateway.files.directory " + directory + " cannot be read", e);
        }
    }

    /** Takes the content, once; what is written is counted. */
    OutputStream take() throws IOException {
        var out = new CipherOutputStream(Files.newOutputStream(file), cipher(Cipher.ENCRYPT_MODE));
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                out.write(b);
                size++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                size += length;
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    public InputStream open() throws IOException {
        return new CipherInputStream(Files.newInputStream(file), cipher(Cipher.DECRYPT_MODE));
    }

    @Override
    public long size() {
        return size;
    }

    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(mode, key, start);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    /** Deletes it. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
