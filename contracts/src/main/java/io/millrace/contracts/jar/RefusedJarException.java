package io.millrace.contracts.jar;

import java.nio.file.Path;

/** A file cannot be run as a topology jar. The message names the file, what was found, and what to do next. */
public final class RefusedJarException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedJarException(Path file, String reason) {
        super(file + ": " + reason);
    }
}
