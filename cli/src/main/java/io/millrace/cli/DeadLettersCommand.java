package io.millrace.cli;

import io.millrace.cli.config.Configuration;
import io.millrace.contracts.jar.RefusedJarException;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.deadletter.Coordinate;
import io.millrace.runtime.deadletter.DeadLetter;
import io.millrace.runtime.deadletter.DeadLetters;
import io.millrace.runtime.deadletter.OriginalRecord;
import io.millrace.runtime.deadletter.SealException;
import io.millrace.runtime.key.KeyRing;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code millrace dlq}: looks at rejected records. */
@Command(
        name = "dlq",
        description = "Look at dead letters: which records were rejected, where and why.",
        subcommands = {DeadLettersCommand.ListLetters.class, DeadLettersCommand.Show.class})
final class DeadLettersCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: millrace dlq list|show PATH");
    }

    /** {@code millrace dlq list}. */
    @Command(
            name = "list",
            description = "List the newest dead letters of each product.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  millrace dlq list examples/shop/checkout/payments --config shop.properties",
                "  millrace dlq list examples/shop --config shop.properties --reason rule-violated --limit 5"
            })
    static final class ListLetters implements Callable<Integer> {
        @Mixin
        private MeshArguments meshArguments;

        @Mixin
        private ConfigurationArguments configurationArguments;

        @Option(names = "--reason", paramLabel = "CODE", description = "Only this reason, such as malformed.")
        private Optional<String> reason = Optional.empty();

        @Option(names = "--limit", defaultValue = "20", description = "At most so many per product (${DEFAULT-VALUE}).")
        private int limit;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws RefusedJarException {
            PrintWriter out = spec.commandLine().getOut();
            ConfiguredMesh configured = configurationArguments.of(
                    meshArguments.load(spec.commandLine().getErr()));
            Mesh mesh = configured.mesh();
            Configuration configuration = configured.configuration();
            for (Product product : mesh.products()) {
                for (DeadLetter letter : lettersOf(product, configuration).list(reason, limit)) {
                    out.printf(
                            "%s  %-20s %-24s %s -> %s  %s%n",
                            letter.rejectedAt(),
                            letter.reason(),
                            letter.element(),
                            letter.product(),
                            letter.outputPort().orElse("all ports"),
                            letter.source());
                }
            }
            out.flush();
            return ExitCode.DONE;
        }
    }

    /** {@code millrace dlq show}. */
    @Command(
            name = "show",
            description = "Show the dead letters of one source record.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  millrace dlq show examples/shop checkout.payment-settled.events-0-42 --config shop.properties",
                "",
                "The original stays sealed. --reveal opens it with the key ring and prints clear personal data."
            })
    static final class Show implements Callable<Integer> {
        @Mixin
        private MeshArguments meshArguments;

        @Mixin
        private ConfigurationArguments configurationArguments;

        @Parameters(index = "1", paramLabel = "COORDINATE", description = "<topic>-<partition>-<offset>.")
        private String coordinate;

        @Option(names = "--reveal", description = "Open the sealed original; prints clear personal data.")
        private boolean reveal;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws SealException, RefusedJarException {
            PrintWriter out = spec.commandLine().getOut();
            ConfiguredMesh configured = configurationArguments.of(
                    meshArguments.load(spec.commandLine().getErr()));
            Mesh mesh = configured.mesh();
            Configuration configuration = configured.configuration();
            Coordinate source;
            try {
                source = Coordinate.parse(coordinate);
            } catch (IllegalArgumentException e) {
                throw new CommandException(String.valueOf(e.getMessage()), ExitCode.USAGE);
            }
            int found = 0;
            for (Product product : mesh.products()) {
                if (mayHaveRejected(product, source)) {
                    List<DeadLetter> letters = lettersOf(product, configuration).show(source);
                    for (DeadLetter letter : letters) {
                        DeadLetterText.lines(letter).forEach(out::println);
                        if (reveal) {
                            print(out, reveal(letter, configuration));
                        }
                    }
                    found += letters.size();
                }
            }
            out.flush();
            if (found == 0) {
                throw new CommandException("no dead letter of " + source + "; see millrace dlq list");
            }
            return ExitCode.DONE;
        }

        /** What a Java topology hands over bears the place of the record before it, which may be of a repartition. */
        private static boolean mayHaveRejected(Product product, Coordinate source) {
            return product.inputPorts().stream().anyMatch(port -> port.topic().equals(source.topic()))
                    || (product.topology().isPresent() && source.topic().startsWith(product.applicationId()));
        }

        private static OriginalRecord reveal(DeadLetter letter, Configuration configuration) throws SealException {
            configuration.require("privacy.keys.file");
            return DeadLetters.reveal(
                    letter, KeyRing.load(configuration.privacyKeysFile().orElseThrow()));
        }

        private static void print(PrintWriter out, OriginalRecord original) {
            out.println("  original key    " + RevealedText.of(original.key()));
            original.headers()
                    .forEach(header -> out.println(
                            "  header " + RevealedText.of(header.name()) + " " + RevealedText.of(header.value())));
            out.println("  original value  " + RevealedText.of(original.value()));
        }
    }

    private static DeadLetters lettersOf(Product product, Configuration configuration) {
        configuration.require("kafka.bootstrap.servers", "registry.url");
        return DeadLetters.of(
                configuration.kafkaOfProduct(product.name(), product.qualifiedName()),
                product.deadLetterTopic(),
                Connections.registry(configuration));
    }
}
