package io.millrace.ingest.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests what is read through it. */
final class MeasuredStream extends FilterInputStream {
    private final MessageDigest digest;
    private long bytes;

    MeasuredStream(InputStream in) {
        super(in);
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read >= 0) {
            digest.update((byte) read);
            bytes++;
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        if (read > 0) {
            digest.update(buffer, offset, read);
            bytes += read;
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long bytes() {
        return bytes;
    }

    /** SHA-256 of all that was read, in hexadecimal. Call it once, at the end. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
