package io.millrace.ingest.gateway;

import io.millrace.contracts.secret.FileWatch;
import io.millrace.ingest.gateway.request.AccessTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of access tokens, read again when it changes; one that cannot be read leaves those in force. */
final class TokenFile implements Supplier<AccessTokens> {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final Path file;
    private final FileWatch watch;
    private volatile AccessTokens tokens;

    /** @throws GatewayException where the file cannot be used */
    TokenFile(Path file) {
        this.file = file;
        this.watch = new FileWatch(java.util.List.of(file));
        this.tokens = read();
    }

    @Override
    public AccessTokens get() {
        return tokens;
    }

    /** Reads the file if it has changed. */
    void refresh() {
        if (!watch.changed()) {
            return;
        }
        try {
            tokens = read();
            LOG.info("read {} access tokens from {}", tokens.size(), file);
        } catch (GatewayException e) {
            LOG.error("the access tokens stay as they were: {}", e.getMessage());
        }
    }

    private AccessTokens read() {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                    throw new GatewayException(file + ": everybody may write it; chmod 640 " + file);
                }
            }
            return AccessTokens.parse(file.toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new GatewayException(file + ": cannot be read; check gateway.tokens.file and the file's permissions");
        } catch (IllegalArgumentException e) {
            throw new GatewayException(String.valueOf(e.getMessage()));
        }
    }
}
