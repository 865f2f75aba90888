package io.millrace.cli;

import io.millrace.ingest.gateway.request.AccessTokens;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace keys token}: a new access token for the gateway. */
@Command(
        name = "token",
        description = "Make an access token of the gateway for one domain; it is shown once and kept nowhere.",
        footerHeading = "%nExample:%n",
        footer = {
            "  millrace keys token checkout --name payment-adapter",
            "",
            "The token goes to the sender, the line into the file of gateway.tokens.file, which is read again",
            "when it changes. To rotate, add a line, hand out the new token, then take the old line away."
        })
final class TokenCommand implements Callable<Integer> {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    @Parameters(index = "0", paramLabel = "DOMAIN", description = "Whose events may be sent with it.")
    private String domain;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "default",
            description = "Tells tokens of a domain apart, in metrics; default: ${DEFAULT-VALUE}.")
    private String name;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!domain.matches(NAME) || !name.matches(NAME)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Domain and name are letters, digits, dots, hyphens and underscores, at most 63.");
        }
        String token = AccessTokens.generate(new SecureRandom());
        PrintWriter out = spec.commandLine().getOut();
        out.println("token for the sender:  " + token);
        out.println("line for the file:     " + AccessTokens.line(domain, name, token));
        out.flush();
        return ExitCode.DONE;
    }
}
