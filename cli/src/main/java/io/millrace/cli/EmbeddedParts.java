package io.millrace.cli;

import io.millrace.cli.demo.DemoCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * The commands that bring a broker, a registry and a database with them. An installation may leave those parts out, as
 * the small container image does; then the commands say so. Nothing but these commands may need the parts.
 */
final class EmbeddedParts {
    private static final String MARK = "io.millrace.embedded.EmbeddedPlatform";

    private EmbeddedParts() {}

    /** Adds the commands, or what stands in for them. */
    static void addCommands(CommandLine millrace) {
        if (areInstalled()) {
            millrace.addSubcommand(new DemoCommand());
            millrace.addSubcommand(new BenchCommand());
        } else {
            millrace.addSubcommand("demo", new LeftOut());
            millrace.addSubcommand("bench", new LeftOut());
        }
    }

    private static boolean areInstalled() {
        try {
            Class.forName(MARK, false, EmbeddedParts.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Command(description = "Not in this installation, which leaves the embedded parts out.")
    static final class LeftOut implements Callable<Integer> {
        @Unmatched
        private final List<String> ignored = new ArrayList<>();

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new CommandException(spec.name()
                    + " needs the embedded Kafka, registry and PostgreSQL, which this installation leaves out; run it"
                    + " from a checkout, or in the image that has them: docker build --target demo");
        }
    }
}
