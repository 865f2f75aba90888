package io.millrace.cli;

import io.millrace.bench.Bench;
import io.millrace.bench.BenchException;
import io.millrace.bench.BenchOptions;
import io.millrace.bench.report.LadderReport;
import io.millrace.bench.report.ReportChart;
import io.millrace.bench.report.ReportJson;
import io.millrace.bench.report.ReportText;
import io.millrace.bench.step.Step;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code millrace bench}: options only; {@link Bench} does the rest. */
@Command(
        name = "bench",
        subcommands = {BenchIngestCommand.class, BenchGatewayCommand.class},
        description =
                "Measure on this machine what a record costs: the ladder from a raw copy of bytes to the whole product,"
                        + " and a hand-written Kafka Streams topology beside it. Outputs are counted and compared in every"
                        + " round. Nothing else should run meanwhile.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace bench --quick",
            "  millrace bench --report report.json --chart ladder.svg",
            "  millrace bench --quick --step full --step idiomatic",
            "  millrace bench ingest --quick"
        })
final class BenchCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "One short round: a first impression in some four minutes.")
    private boolean quick;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--chart", paramLabel = "FILE", description = "Write the ladder as an SVG picture.")
    private Optional<Path> chart = Optional.empty();

    @Option(
            names = "--records",
            paramLabel = "N",
            description = "Records measured per step and round; half as many warm each process up.")
    private Optional<Long> records = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, in each of which every step runs once.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(names = "--size", paramLabel = "BYTES", description = "Bytes of a record's value. Default: 300.")
    private Optional<Integer> size = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads that process records. Default: 2.")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--latency",
            paramLabel = "SECONDS",
            description = "Length of the open-loop latency run; 0 for none. Default: 60, quick 10.")
    private Optional<Integer> latency = Optional.empty();

    @Option(
            names = "--step",
            paramLabel = "NAME",
            converter = StepConverter.class,
            description = "Only this step and the raw copy it is compared with; steps in JSON run only so. Repeatable.")
    private Set<Step> steps = new LinkedHashSet<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        BenchOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        LadderReport found = run(options, out);
        out.println();
        ReportText.lines(found).forEach(out::println);
        out.flush();
        if (report.isPresent()) {
            ReportJson.write(found, report.orElseThrow());
        }
        if (chart.isPresent()) {
            ReportChart.write(found, chart.orElseThrow());
        }
        return ExitCode.DONE;
    }

    private static LadderReport run(BenchOptions options, PrintWriter out) throws InterruptedException {
        try {
            return new Bench(options, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
        } catch (BenchException cannot) {
            throw new CommandException(String.valueOf(cannot.getMessage()));
        }
    }

    private BenchOptions options() {
        try {
            BenchOptions options = quick ? BenchOptions.quick() : BenchOptions.full();
            options = records.map(options::withRecords).orElse(options);
            options = rounds.map(options::withRounds).orElse(options);
            options = size.map(options::withSize).orElse(options);
            options = threads.map(options::withThreads).orElse(options);
            options = latency.map(options::withLatencySeconds).orElse(options);
            return steps.isEmpty() ? options : options.withSteps(EnumSet.copyOf(steps));
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        }
    }

    /** Steps by the names that reports carry. */
    static final class StepConverter implements ITypeConverter<Step> {
        @Override
        public Step convert(String value) {
            for (Step step : Step.values()) {
                if (step.text().equals(value)) {
                    return step;
                }
            }
            throw new TypeConversionException("'" + value + "' is no step; there are "
                    + String.join(
                            ", ",
                            EnumSet.allOf(Step.class).stream().map(Step::text).toList()));
        }
    }
}
