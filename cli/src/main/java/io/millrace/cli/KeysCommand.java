package io.millrace.cli;

import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.runtime.key.KeyNames;
import io.millrace.runtime.key.KeyRing;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code millrace keys}: the secrets behind pseudonyms and sealed dead letters. */
@Command(
        name = "keys",
        description = "Make the key ring that pseudonyms and sealed dead letters need, and tokens of the gateway.",
        subcommands = {KeysCommand.Generate.class, TokenCommand.class})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: millrace keys generate PATH --out FILE, or millrace keys token DOMAIN");
    }

    /** {@code millrace keys generate}. */
    @Command(
            name = "generate",
            description = "Write a new key ring for the join domains of a mesh, readable by its owner only.",
            footerHeading = "%nExample:%n",
            footer = {
                "  millrace keys generate examples/shop --out millrace-keys",
                "",
                "The file is a secret. Keep a copy: without it, tokens made later do not join with earlier ones,",
                "and sealed dead letters stay sealed. It is never overwritten."
            })
    static final class Generate implements Callable<Integer> {
        @Mixin
        private MeshArguments meshArguments;

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write the key ring.")
        private Path out;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws RefusedJarException {
            KeyNames names = MeshKeys.of(meshArguments.load(spec.commandLine().getErr()));
            KeyRing.generate(out, names);
            List<String> domains = names.joinDomains();
            String encryption = names.encryption().isEmpty()
                    ? ""
                    : " and " + Counted.of(names.encryption().size(), "encryption key") + " " + names.encryption();
            spec.commandLine()
                    .getOut()
                    .println("wrote " + out + " with keys for " + Counted.of(domains.size(), "join domain") + " "
                            + domains + encryption + "; use it with privacy.keys.file=" + out);
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
    }
}
