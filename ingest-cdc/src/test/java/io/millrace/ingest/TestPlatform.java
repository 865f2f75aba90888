package io.millrace.ingest;

import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One platform for all tests of this JVM, ended with it; and database servers of other versions beside it. */
public final class TestPlatform {
    /** The version that {@link #get()} runs. */
    public static final int NEWEST = 18;

    private static final int OLDEST = 14;
    private static final Map<Integer, EmbeddedPlatform> OTHERS = new HashMap<>();
    private static @Nullable EmbeddedPlatform platform;

    private TestPlatform() {}

    public static synchronized EmbeddedPlatform get() {
        EmbeddedPlatform running = platform;
        if (running == null) {
            running = start(EmbeddedPlatform.builder());
            platform = running;
        }
        return running;
    }

    /**
     * The major versions of PostgreSQL that the build fetched: 16 and 17 beside the newest, with {@code -Ppostgres-all}
     * 14 and 15 too; {@code -Dmillrace.postgres=17} leaves that one. For {@code @MethodSource}.
     */
    public static List<Integer> versions() {
        return IntStream.rangeClosed(OLDEST, NEWEST)
                .filter(version -> version == NEWEST || Files.isRegularFile(binaries(version)))
                .filter(version -> version == Integer.getInteger("millrace.postgres", version))
                .boxed()
                .toList();
    }

    /** The major version that tests of one version run on: the newest, or that of {@code -Dmillrace.postgres}. */
    public static int version() {
        return Integer.getInteger("millrace.postgres", NEWEST);
    }

    /** A server of this major version, one for all tests of this JVM. */
    public static synchronized DatabaseAddress database(int version) {
        if (version == NEWEST) {
            return get().database();
        }
        return OTHERS.computeIfAbsent(
                        version,
                        absent -> start(EmbeddedPlatform.builder()
                                .withoutKafka()
                                .withoutRegistry()
                                .postgres(binaries(version))))
                .database();
    }

    private static Path binaries(int version) {
        return Path.of(
                System.getProperty("millrace.project.root"),
                "embedded",
                "target",
                "postgres",
                "postgres-" + version + ".jar");
    }

    private static EmbeddedPlatform start(EmbeddedPlatform.Builder builder) {
        try {
            return builder.start();
        } catch (EmbeddedStartException e) {
            throw new AssertionError("the embedded platform did not start", e);
        }
    }
}
