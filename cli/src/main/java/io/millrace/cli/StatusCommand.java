package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code millrace status}: asks the management port of a running process. */
@Command(
        name = "status",
        description = "Ask a running millrace process for its state, balance and lag.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  millrace status",
            "  millrace status --set management.port=9465",
            "  millrace status --json",
            "  millrace status --health ready"
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Option(
            names = "--health",
            paramLabel = "KIND",
            description = "Ask only whether it is live or ready: exit code 0 if so, 1 if not.")
    private Optional<Kind> health = Optional.empty();

    @Spec
    private CommandSpec spec;

    /** What a probe may ask. */
    enum Kind {
        LIVE,
        READY
    }

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = configurationArguments.read(KnownNames.any());
        var process = new ManagementClient(configuration);
        if (health.isPresent()) {
            ManagementClient.Health found = process.health(health.get().name().toLowerCase(Locale.ROOT));
            spec.commandLine().getOut().print(found.words());
            spec.commandLine().getOut().flush();
            return found.good() ? ExitCode.DONE : ExitCode.FAILED;
        }
        String answer = process.get("/status");
        if (json) {
            spec.commandLine().getOut().print(answer);
        } else {
            StatusText.lines(answer).forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }
}
