package io.millrace.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A {@code CHANGELOG.md} beside a contract. */
final class ChangeLogs {
    private static final long MAX_BYTES = 1 << 18;

    private final Path root;

    ChangeLogs(Path root) {
        this.root = root;
    }

    /** The text beside a file of the mesh; empty where there is none. Links are not followed. */
    String of(String contract) {
        Path file = root.resolve(contract).resolveSibling("CHANGELOG.md");
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES
                    ? Files.readString(file)
                    : "";
        } catch (MalformedInputException e) {
            throw new UncheckedIOException(file + " is not in UTF-8; write it in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
