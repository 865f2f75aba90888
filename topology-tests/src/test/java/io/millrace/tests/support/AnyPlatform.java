package io.millrace.tests.support;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Assumptions;

/**
 * The platform of tests that do not mind which: the embedded one, unless a provider on the class path brings another.
 * Tests that take all their parts from here carry the tag {@code any-platform}, and keep apart by the names of their
 * topics.
 */
public final class AnyPlatform {
    private AnyPlatform() {}

    /** Skips the calling test where this machine lacks what the platform needs. */
    public static TestPlatform get() {
        Holder.PLATFORM.lacks().ifPresent(Assumptions::abort);
        return Holder.PLATFORM;
    }

    private static final class Holder {
        static final TestPlatform PLATFORM =
                ServiceLoader.load(TestPlatform.class).findFirst().orElseGet(EmbeddedTestPlatform::new);
    }
}
