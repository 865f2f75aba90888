package io.millrace.cli;

import io.millrace.bench.BenchException;
import io.millrace.bench.GatewayBench;
import io.millrace.bench.GatewayOptions;
import io.millrace.bench.report.GatewayJson;
import io.millrace.bench.report.GatewayReport;
import io.millrace.bench.report.GatewayText;
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

/** {@code millrace bench gateway}: options only; {@link GatewayBench} does the rest. */
@Command(
        name = "gateway",
        description =
                "Measure on this machine how many events a second the gateway takes over HTTP, with the broker and"
                        + " the sender beside it. Every event that was answered is looked for in the topic. Nothing else should"
                        + " run meanwhile.",
        footerHeading = "%nExamples:%n",
        footer = {"  millrace bench gateway --quick", "  millrace bench gateway --report gateway.json"})
final class BenchGatewayCommand implements Callable<Integer> {
    @Option(names = "--quick", description = "One short round: a first impression in half a minute.")
    private boolean quick;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Events in a request; default: 100.")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--connections", paramLabel = "N", description = "Each with one request at a time; default: 8.")
    private Optional<Integer> connections = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds, each with a gateway of its own.")
    private Optional<Integer> rounds = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        GatewayOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        GatewayReport found = run(options, out);
        out.println();
        GatewayText.lines(found).forEach(out::println);
        out.flush();
        if (report.isPresent()) {
            GatewayJson.write(found, report.orElseThrow());
        }
        return ExitCode.DONE;
    }

    private static GatewayReport run(GatewayOptions options, PrintWriter out) throws InterruptedException {
        try {
            return new GatewayBench(options, line -> {
                        out.println(line);
                        out.flush();
                    })
                    .run();
        } catch (BenchException cannot) {
            throw new CommandException(String.valueOf(cannot.getMessage()));
        }
    }

    private GatewayOptions options() {
        try {
            GatewayOptions options = quick ? GatewayOptions.quick() : GatewayOptions.full();
            options = batch.map(options::withBatch).orElse(options);
            options = connections.map(options::withConnections).orElse(options);
            return rounds.map(options::withRounds).orElse(options);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        }
    }
}
