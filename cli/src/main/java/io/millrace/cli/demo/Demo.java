package io.millrace.cli.demo;

import io.millrace.cli.CommandException;
import io.millrace.cli.MeshKeys;
import io.millrace.cli.demo.report.DemoReport;
import io.millrace.cli.demo.report.DemoReport.Port;
import io.millrace.cli.demo.report.ReportFile;
import io.millrace.cli.demo.verify.Balance;
import io.millrace.cli.demo.verify.JudgedPort;
import io.millrace.cli.demo.view.PlainView;
import io.millrace.cli.demo.view.PortFigures;
import io.millrace.cli.demo.view.TerminalView;
import io.millrace.cli.demo.view.View;
import io.millrace.cli.logging.LogFile;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import io.millrace.embedded.Progress;
import io.millrace.runtime.key.KeyRing;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The acts of the demo, in order: start the parts, set the stage, play, verify, clean up. */
final class Demo {
    static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final DemoOptions options;
    private final PrintWriter out;
    private final long started = System.nanoTime();

    Demo(DemoOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
    }

    /** Returns whether every verification holds. */
    boolean run() throws Exception {
        int runtimePort = FreePort.choose(options.httpPort(), "--http-port");
        Workplace place = Workplace.create();
        CleanUp cleanUp = new CleanUp(place);
        try (cleanUp) {
            View view = cleanUp.ofView(view());
            LogFile.use(place.log("demo"));
            // The parts wait for disks and ports more than for a processor: read the shop meanwhile.
            CompletableFuture<Mesh> loading =
                    CompletableFuture.supplyAsync(() -> Mesh.load(options.mesh(), MeshOptions.DEFAULT)
                            .only(product -> product.topology().isEmpty()));
            try (EmbeddedPlatform platform = startParts(view)) {
                Mesh mesh = loaded(loading);
                KeyRing keys = KeyRing.generate(place.keys(), MeshKeys.of(mesh));
                try (Stage stage =
                        new Stage(options, place, mesh, platform, keys, runtimePort, line -> tell(view, line))) {
                    cleanUp.ofProcesses(stage.processes());
                    return options.products()
                            ? play(stage, place, view, options.report().map(ReportFile::new))
                            : new PartsOnly(options, stage, place, view, line -> tell(view, line)).run();
                }
            }
        } catch (Exception e) {
            if (cleanUp.isAtExit()) {
                // Ctrl-C took the parts away from under us; there is nothing to tell about that.
                return false;
            }
            throw e;
        }
    }

    private boolean play(Stage stage, Workplace place, View view, Optional<ReportFile> report)
            throws InterruptedException, IOException, SQLException {
        StatusPoll status =
                new StatusPoll(stage.processes().ingestPort(), stage.processes().runtimePort());
        stage.awaitReady(status, LONGEST_START, line -> tell(view, line));
        if (!stage.samples().awaitFirst(LONGEST_START)) {
            throw new CommandException("no masked record came out within " + LONGEST_START.toMinutes() + " minutes");
        }
        tell(view, "first masked record is out");
        write(report, new DemoReport(stage.endpoints(), ports(stage, status), List.of(), false));

        stage.traffic().start();
        new Play(options, stage, status, view).run();
        stage.traffic().stop();
        stage.traffic().requireHealthy();

        Verdict verdict = new Trial(stage, place, status, line -> tell(view, line)).hold();
        write(
                report,
                new DemoReport(
                        stage.endpoints(),
                        finalPorts(stage, status, verdict),
                        verdict.verifications(),
                        verdict.holds()));
        view.close();
        Ending.tell(verdict, out);
        return verdict.holds();
    }

    private static Mesh loaded(CompletableFuture<Mesh> loading) {
        try {
            return loading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof InvalidDescriptorsException invalid ? invalid : e;
        }
    }

    private EmbeddedPlatform startParts(View view) {
        view.say("Millrace demo: Kafka, PostgreSQL and a schema registry start on this machine");
        try {
            return EmbeddedPlatform.builder()
                    .kafkaPort(options.kafkaPort())
                    .registryPort(options.registryPort())
                    .databasePort(options.databasePort())
                    .onProgress(progress -> tell(view, text(progress)))
                    .start();
        } catch (EmbeddedStartException e) {
            throw new CommandException(inOptions(String.valueOf(e.getMessage())));
        }
    }

    /** The parts name the settings of their builder; whoever runs the demo knows options. */
    private static String inOptions(String message) {
        return message.replace("kafkaPort", "--kafka-port")
                .replace("registryPort", "--registry-port")
                .replace("databasePort", "--database-port");
    }

    private View view() {
        if (options.plain() || !options.products()) {
            return new PlainView(out);
        }
        return TerminalView.open().<View>map(view -> view).orElseGet(() -> new PlainView(out));
    }

    private void tell(View view, String line) {
        double seconds = (System.nanoTime() - started) / 1e9;
        view.say(String.format(Locale.ROOT, "%5.1f s  %s", seconds, line));
    }

    private static String text(Progress progress) {
        return String.format(Locale.ROOT, "%-12s %s", progress.part(), progress.message());
    }

    private static List<Port> ports(Stage stage, StatusPoll status) {
        Map<String, Balance> balances =
                status.ports().stream().collect(Collectors.toMap(PortFigures::name, PortFigures::balance));
        List<Port> ports = new ArrayList<>();
        for (JudgedPort port : stage.ports()) {
            Balance balance = balances.getOrDefault(port.name(), Balance.NONE);
            ports.add(port(port, balance.accepted() + balance.retracted(), balance));
        }
        return ports;
    }

    private static List<Port> finalPorts(Stage stage, StatusPoll status, Verdict verdict) {
        Map<String, Balance> balances =
                status.ports().stream().collect(Collectors.toMap(PortFigures::name, PortFigures::balance));
        return stage.ports().stream()
                .map(port -> port(
                        port,
                        verdict.evidence().count(port.output().topic()),
                        balances.getOrDefault(port.name(), Balance.NONE)))
                .toList();
    }

    private static Port port(JudgedPort port, long records, Balance balance) {
        return new Port(
                port.product().qualifiedName(),
                port.output().name(),
                port.output().topic(),
                records,
                balance.duplicates(),
                balance.rejected());
    }

    private static void write(Optional<ReportFile> file, DemoReport report) throws IOException {
        if (file.isPresent()) {
            file.get().write(report);
        }
    }
}
