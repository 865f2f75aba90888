package io.millrace.cli.demo.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** 64 bits that stand for an operation and a row, so that long sequences can be kept and compared. */
final class Digest {
    private Digest() {}

    /** Of an operation and the row that goes with it, if any. */
    static long of(String operation, @Nullable Map<String, String> row) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(operation.getBytes(StandardCharsets.UTF_8));
            if (row != null) {
                row.forEach((name, text) -> {
                    digest.update((byte) 0);
                    digest.update(name.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                });
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}
