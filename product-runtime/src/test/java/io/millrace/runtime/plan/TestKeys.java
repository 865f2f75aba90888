package io.millrace.runtime.plan;

import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A key ring with fresh keys for the join domains the tests use. */
final class TestKeys {
    static final KeyRing RING = create();

    private TestKeys() {}

    private static KeyRing create() {
        try {
            Path folder = Files.createTempDirectory("millrace-keys");
            Path file = folder.resolve("keys");
            KeyRing ring = KeyRing.generate(file, List.of("customer", "email"));
            Files.delete(file);
            Files.delete(folder);
            return ring;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
