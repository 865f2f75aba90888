package io.millrace.tests.support;

import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;

/**
 * One broker and one registry for all tests of this JVM, started by the first that asks and ended with the JVM. Tests
 * keep apart by the names of their topics.
 */
public final class SharedPlatform {
    private SharedPlatform() {}

    public static EmbeddedPlatform get() {
        return Holder.PLATFORM;
    }

    private static final class Holder {
        static final EmbeddedPlatform PLATFORM = start();

        private static EmbeddedPlatform start() {
            try {
                return EmbeddedPlatform.builder().withoutDatabase().start();
            } catch (EmbeddedStartException e) {
                throw new IllegalStateException("The platform of the tests does not start", e);
            }
        }
    }
}
