package io.millrace.cli;

import io.millrace.bench.BenchException;
import io.millrace.bench.IngestBench;
import io.millrace.bench.IngestOptions;
import io.millrace.bench.report.IngestJson;
import io.millrace.bench.report.IngestReport;
import io.millrace.bench.report.IngestText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace bench ingest}: options only; {@link IngestBench} does the rest. */
@Command(
        name = "ingest",
        description =
                "Measure on this machine what a captured row costs: Debezium's engine, whose rows are thrown away, and"
                        + " Millrace's ingestion into Kafka, each with a snapshot and a backlog; then the time from commit to"
                        + " raw topic. Every topic is compared with the table. Nothing else should run meanwhile.",
        footerHeading = "%nExamples:%n",
        footer = {"  millrace bench ingest --quick", "  millrace bench ingest --report ingest.json"})
final class BenchIngestCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "Two short rounds: a first impression in some two minutes.")
    private boolean quick;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Rows of the snapshot; two fifths as many are streamed. A third of each warms up.")
    private Optional<Long> rows = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, in each of which all run once.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--latency",
            paramLabel = "SECONDS",
            description = "Length of the latency run at 1,000 rows/s; 0 for none. Default: 30, quick 10.")
    private Optional<Integer> latency = Optional.empty();

    @Option(
            names = "--debezium-server",
            paramLabel = "DIR",
            description =
                    "Run Debezium Server into Kafka as a third: its unpacked distribution, debezium-server-dist of"
                            + " Maven Central. It gets the same heap.")
    private Optional<Path> server = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        IngestOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        IngestReport found = run(options, out);
        out.println();
        IngestText.lines(found).forEach(out::println);
        out.flush();
        if (report.isPresent()) {
            IngestJson.write(found, report.orElseThrow());
        }
        return ExitCode.DONE;
    }

    private static IngestReport run(IngestOptions options, PrintWriter out) throws InterruptedException {
        try {
            return new IngestBench(options, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
        } catch (BenchException cannot) {
            throw new CommandException(String.valueOf(cannot.getMessage()));
        }
    }

    private IngestOptions options() {
        try {
            IngestOptions options = quick ? IngestOptions.quick() : IngestOptions.full();
            options = rows.map(options::withRows).orElse(options);
            options = rounds.map(options::withRounds).orElse(options);
            options = server.map(Path::toAbsolutePath).map(options::withServer).orElse(options);
            return latency.map(options::withLatencySeconds).orElse(options);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        }
    }
}
