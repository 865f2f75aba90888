package io.millrace.contracts.secret;

/** A file with a key, a certificate or a token cannot be used; the message names the file and what is expected of it. */
public final class SecretFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SecretFileException(String message) {
        super(message);
    }
}
