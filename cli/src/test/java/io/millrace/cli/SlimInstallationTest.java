package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.Bench;
import io.millrace.embedded.EmbeddedPlatform;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands on a class path without the embedded parts, as in the small container image. */
class SlimInstallationTest {
    private static final Path SHOP = Path.of(System.getProperty("millrace.project.root"), "examples", "shop");

    @Test
    void shouldSayWhereTheDemoCanBeRun() throws Exception {
        Ended demo = millrace("demo", "--duration", "5s");

        assertThat(demo.printed()).contains("demo needs the embedded Kafka", "--target demo");
        assertThat(demo.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void shouldDoWhatNeedsNoEmbeddedPart() throws Exception {
        Ended validate = millrace("validate", SHOP.toString());
        assertThat(validate.exitCode()).as(validate.printed()).isEqualTo(ExitCode.DONE);

        Ended run = millrace("run", SHOP.toString(), "--set", "registry.url=http://127.0.0.1:1");
        assertThat(run.printed()).contains("kafka.bootstrap.servers").doesNotContain("NoClassDefFoundError");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private static Ended millrace(String... arguments) throws Exception {
        Set<Path> leftOut = Set.of(placeOf(EmbeddedPlatform.class), placeOf(Bench.class));
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !leftOut.contains(real(Path.of(entry))))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-cp",
                                        classPath,
                                        "io.millrace.cli.Millrace"),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), printed);
    }

    private static Path placeOf(Class<?> type) throws URISyntaxException {
        return real(
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            // Class paths may name what is not there.
            return path;
        }
    }

    private record Ended(int exitCode, String printed) {}
}
