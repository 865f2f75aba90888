package io.millrace.tests.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.registry.ConfluentSchemaRegistry;
import io.millrace.tests.lifecycle.PrintsOutput.Sheet;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts and ends instances of the product that prints, commands beside them, and what consumers see of it all. */
final class PrintsInstances {
    private static final Duration STOP = Duration.ofSeconds(5);

    private final TestPlatform platform;
    private final Path folder;
    private final Path configuration;

    /** Writes a configuration and a key ring into a folder; an instance that ends leaves its group. */
    PrintsInstances(TestPlatform platform, Path folder, Path product) throws Exception {
        this.platform = platform;
        this.folder = folder;
        configuration = folder.resolve("millrace.properties");
        Path keys = folder.resolve("keys");
        Files.writeString(configuration, """
            kafka.bootstrap.servers=%s
            registry.url=%s
            privacy.keys.file=%s
            instance.leave=true
            """.formatted(platform.bootstrapServers(), platform.registryUrl(), keys));
        assertThat(command("keys", "generate", product.toString(), "--out", keys.toString()))
                .isZero();
    }

    ManagedProcess run(Path product, String instance, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                product.toString(),
                "--config",
                configuration.toString(),
                "--set",
                "instance.id=" + instance,
                "--set",
                "state.directory=" + folder.resolve("state-" + instance)));
        arguments.addAll(List.of(more));
        return ManagedProcess.start(folder.resolve("run-" + instance + ".log"), arguments);
    }

    /** SIGTERM; fails if it takes longer than a stop may, or ends with another exit code than zero. */
    void end(ManagedProcess process, String what) throws Exception {
        long millis = process.terminate();
        System.out.println("stopped in " + millis + " ms: " + what);
        assertThat(process.exitCode())
                .as("exit code of %s%n%s", what, process.printed())
                .isZero();
        assertThat(millis)
                .as("ms until it had stopped: %s; if other tests are as slow, the machine is overloaded", what)
                .isLessThan(STOP.toMillis());
    }

    /** Runs a command of the product to its end; returns its exit code. */
    int command(String name, Path product, String... more) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(name, product.toString(), "--config", configuration.toString()));
        arguments.addAll(List.of(more));
        return command(arguments.toArray(String[]::new));
    }

    private int command(String... arguments) throws IOException, InterruptedException {
        Files.deleteIfExists(folder.resolve("command.log"));
        return MillraceProcess.run(folder.resolve("command.log"), arguments);
    }

    /** What the last command printed. */
    String printed() throws IOException {
        return Files.readString(folder.resolve("command.log"));
    }

    List<Sheet> read() throws IOException {
        return PrintsOutput.read(
                platform.bootstrapServers(),
                new ConfluentSchemaRegistry(platform.registryUrl(), Optional.empty(), Duration.ofSeconds(10)));
    }

    /** Fails unless consumers see each sheet once and in the order of its key; returns the sheets. */
    List<Sheet> verify(int sent) throws IOException {
        List<Sheet> sheets = read();
        assertThat(sheets.stream().map(Sheet::number))
                .as("each sheet once")
                .doesNotHaveDuplicates()
                .hasSize(sent);
        Map<String, Long> last = new HashMap<>();
        for (Sheet sheet : sheets) {
            Long before = last.put(sheet.key(), sheet.number());
            assertThat(before == null || before < sheet.number())
                    .as("order of key " + sheet.key() + ": " + sheet.number() + " after " + before)
                    .isTrue();
        }
        assertThat(last).as("keys").hasSize(PrintsLoad.KEYS);
        return sheets;
    }
}
