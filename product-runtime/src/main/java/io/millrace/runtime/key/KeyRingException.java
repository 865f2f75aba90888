package io.millrace.runtime.key;

/** The key ring cannot be read, or lacks a key. The message names the file and the key wanted, never key material. */
public final class KeyRingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KeyRingException(String message) {
        super(message);
    }
}
