package io.millrace.runtime.plan;

import io.millrace.runtime.key.EncryptionKey;
import io.millrace.runtime.key.EncryptionKey.Name.Cipher;
import io.millrace.runtime.key.KeyNames;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A key ring with fresh keys for the join domains and the encryption that the tests use. */
final class TestKeys {
    static final KeyRing RING = create();

    private TestKeys() {}

    private static KeyRing create() {
        try {
            Path folder = Files.createTempDirectory("millrace-keys");
            Path file = folder.resolve("keys");
            KeyRing ring = KeyRing.generate(
                    file,
                    new KeyNames(List.of("customer", "email"), List.of(new EncryptionKey.Name(Cipher.SIV, "vault"))));
            Files.delete(file);
            Files.delete(folder);
            return ring;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
