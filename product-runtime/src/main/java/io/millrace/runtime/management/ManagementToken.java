package io.millrace.runtime.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.secret.FileWatch;
import io.millrace.contracts.secret.SecretFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token of a management port, read again when its file changes; one that cannot be used leaves the one in force. */
public final class ManagementToken {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementToken.class);
    private static final int LEAST = 20;
    private static final String SCHEME = "Bearer ";
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path file;
    private final FileWatch watch;
    private final LongSupplier nanoTime;
    private byte[] token;
    private long nextLook;

    /** @throws SecretFileException where the file cannot be used */
    ManagementToken(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.watch = new FileWatch(List.of(file));
        this.nanoTime = nanoTime;
        this.token = read(file).getBytes(UTF_8);
        this.nextLook = nanoTime.getAsLong() + LOOK_NANOS;
    }

    /**
     * Reads a token.
     *
     * @throws SecretFileException where the file is missing, open to everybody, or holds no token
     */
    public static String read(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (permissions.contains(PosixFilePermission.OTHERS_READ)
                        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                    throw new SecretFileException(file + ": everybody may read or write it; chmod 640 " + file);
                }
            }
            String token = Files.readString(file).strip();
            if (token.length() < LEAST || token.chars().anyMatch(letter -> letter <= ' ' || letter > '~')) {
                throw new SecretFileException(file + ": a token has " + LEAST
                        + " visible ASCII characters or more, in one line; make one with: openssl rand -hex 32");
            }
            return token;
        } catch (IOException e) {
            throw new SecretFileException(
                    file + ": cannot be read; check management.token.file and the file's permissions");
        }
    }

    /** Whether the header of a request shows it; takes as long for a wrong one as for the right one. */
    boolean isShown(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        current(),
                        authorization.substring(SCHEME.length()).strip().getBytes(UTF_8));
    }

    private synchronized byte[] current() {
        long now = nanoTime.getAsLong();
        if (now - nextLook >= 0) {
            nextLook = now + LOOK_NANOS;
            if (watch.changed()) {
                try {
                    token = read(file).getBytes(UTF_8);
                    LOG.info("read the management token anew from {}", file);
                } catch (SecretFileException e) {
                    LOG.error("the management token stays as it was: {}", e.getMessage());
                }
            }
        }
        return token;
    }
}
