package io.millrace.cli;

import io.millrace.cli.logging.RevealingLevels;
import io.millrace.contracts.jar.MillraceVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command and the process's {@code main}. */
@Command(
        name = "millrace",
        description = "Data products on Kafka Streams: the contract runs.",
        mixinStandardHelpOptions = true,
        versionProvider = Millrace.Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, or what was examined is invalid",
            "2:the command line is wrong",
            "3:changes are pending; apply them first"
        },
        subcommands = {
            InitCommand.class,
            ValidateCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            LockCommand.class,
            DiffCommand.class,
            PackageCommand.class,
            IngestCommand.class,
            GatewayCommand.class,
            RunCommand.class,
            DestroyCommand.class,
            StatusCommand.class,
            DeadLettersCommand.class,
            KeysCommand.class,
            DocsCommand.class
        })
public final class Millrace implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--stacktrace", scope = ScopeType.INHERIT, description = "Print stack traces of failures.")
    private boolean stacktrace;

    private Millrace() {}

    /** The process. */
    public static void main(String[] arguments) {
        RevealingLevels.refuse();
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        var millrace = new CommandLine(new Millrace());
        EmbeddedParts.addCommands(millrace);
        return millrace.setExecutionExceptionHandler(new Failures()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    boolean stacktrace() {
        return stacktrace;
    }

    /** What {@code --version} tells. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"millrace " + MillraceVersion.CURRENT + " on Java ${java.version}"};
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say which command.");
    }
}
