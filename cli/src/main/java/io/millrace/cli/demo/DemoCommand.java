package io.millrace.cli.demo;

import io.millrace.cli.ExitCode;
import io.millrace.cli.config.Durations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code millrace demo}: options only; {@link Demo} does the rest. */
@Command(
        name = "demo",
        description =
                "Run the example shop on this machine: a real Kafka, PostgreSQL and schema registry, live traffic,"
                        + " and a verification at the end. Nothing is installed and nothing is left behind.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace demo",
            "  millrace demo --duration 30s --report report.json",
            "  millrace demo --duration 30s --plain --kill runtime@8s --kill ingest@14s",
            "  millrace demo --without-products",
            "",
            "Keys on a terminal: k kills the runtime or ingest with SIGKILL,",
            "d shows a dead letter, s the next sample, q ends and verifies.",
            "Exit code 0 only if every verification holds."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int HIGHEST_RATE = 5_000;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Stop after this time of traffic and verify, such as 30s or 5m. Default: until q or Ctrl-C.")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a JSON report: endpoints and ports once all is up, verifications at the end.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--kafka-port", paramLabel = "PORT", defaultValue = "0", description = "Default: any free port.")
    private int kafkaPort;

    @Option(names = "--registry-port", paramLabel = "PORT", defaultValue = "0", description = "Default: any free port.")
    private int registryPort;

    @Option(names = "--database-port", paramLabel = "PORT", defaultValue = "0", description = "Default: any free port.")
    private int databasePort;

    @Option(names = "--http-port", paramLabel = "PORT", defaultValue = "0", description = "Default: any free port.")
    private int httpPort;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Changes and events a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--without-products",
            description = "Start everything but the products, and leave these to you: prints a configuration for"
                    + " millrace run. Verifies nothing; ends with --duration or Ctrl-C.")
    private boolean withoutProducts;

    @Option(names = "--plain", description = "Plain lines, no terminal control, no keys.")
    private boolean plain;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of the traffic (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--kill",
            paramLabel = "WHO@TIME",
            converter = KillConverter.class,
            description = "SIGKILL runtime or ingest at this time of traffic, or as soon as it works again, such as"
                    + " runtime@10s. Repeatable.")
    private List<Kill.Plan> kills = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set a configuration key of the demo's ingest and run, such as logging.format=json."
                    + " Repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--mesh", paramLabel = "DIR", hidden = true, description = "Folder of the shop.")
    private Optional<Path> mesh = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        DemoOptions options = options();
        return new Demo(options, spec.commandLine().getOut()).run() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private DemoOptions options() {
        requirePort("--kafka-port", kafkaPort);
        requirePort("--registry-port", registryPort);
        requirePort("--database-port", databasePort);
        requirePort("--http-port", httpPort);
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw refused("--rate is " + rate + "; allowed is 1 to " + HIGHEST_RATE);
        }
        if (withoutProducts && (report.isPresent() || !kills.isEmpty())) {
            throw refused("--without-products verifies nothing and kills nothing: leave out --report and --kill");
        }
        return new DemoOptions(
                shop(),
                duration,
                report,
                kafkaPort,
                registryPort,
                databasePort,
                httpPort,
                rate,
                !withoutProducts,
                plain,
                seed,
                settings,
                kills.stream()
                        .flatMap(plan -> plan.kills().stream())
                        .sorted(Comparator.comparing(Kill::at))
                        .toList());
    }

    private Path shop() {
        Path folder = mesh.orElseGet(() ->
                Path.of(Optional.ofNullable(System.getenv("MILLRACE_HOME")).orElse("."), "examples", "shop"));
        if (!Files.isDirectory(folder)) {
            throw refused("the example shop is not at " + folder + "; run ./millrace from a checkout");
        }
        return folder.toAbsolutePath().normalize();
    }

    private void requirePort(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw refused(option + " is " + port + "; allowed is 0 (any free port) to 65535");
        }
    }

    private ParameterException refused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Durations as people type them. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String value) {
            try {
                Duration found = Durations.parse(value);
                if (!found.isZero()) {
                    return found;
                }
            } catch (DateTimeParseException e) {
                // Told below, in our words.
            }
            throw new TypeConversionException("'" + value + "' is not a duration; write 30s, 5m or PT30S");
        }
    }

    /** Planned kills. */
    static final class KillConverter implements ITypeConverter<Kill.Plan> {
        @Override
        public Kill.Plan convert(String value) {
            try {
                return Kill.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
