package io.millrace.ingest;

import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import org.jspecify.annotations.Nullable;

/** One platform for all tests of this JVM, ended with it. */
public final class TestPlatform {
    private static @Nullable EmbeddedPlatform platform;

    private TestPlatform() {}

    public static synchronized EmbeddedPlatform get() {
        EmbeddedPlatform running = platform;
        if (running == null) {
            try {
                running = EmbeddedPlatform.builder().start();
            } catch (EmbeddedStartException e) {
                throw new AssertionError("the embedded platform did not start", e);
            }
            platform = running;
        }
        return running;
    }
}
