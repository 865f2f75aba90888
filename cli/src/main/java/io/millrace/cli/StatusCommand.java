package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.KnownNames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
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
        footer = {"  millrace status", "  millrace status --set management.port=9465", "  millrace status --json"})
final class StatusCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Mixin
    private ConfigurationArguments configurationArguments;

    @Option(names = "--json", description = "Print the answer as it came.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = configurationArguments.read(KnownNames.any());
        URI address = URI.create(
                "http://" + configuration.managementHost() + ":" + configuration.managementPort() + "/status");
        String answer = ask(address);
        if (json) {
            spec.commandLine().getOut().print(answer);
        } else {
            StatusText.lines(answer).forEach(spec.commandLine().getOut()::println);
        }
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    private static String ask(URI address) throws InterruptedException {
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new CommandException(address + " answered " + response.statusCode()
                        + "; is it the management port of a millrace process?");
            }
            return response.body();
        } catch (IOException e) {
            throw new CommandException("nothing answers at " + address
                    + "; start millrace run or ingest, or set management.host and management.port");
        }
    }
}
