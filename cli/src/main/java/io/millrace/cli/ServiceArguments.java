package io.millrace.cli;

import picocli.CommandLine.Option;

/** Options of the commands that run until they are stopped. */
final class ServiceArguments {
    @Option(names = "--apply", description = "Create missing topics and subjects first.")
    private boolean apply;

    @Option(names = "--until-stdin-ends", hidden = true, description = "Stop when standard input ends.")
    private boolean untilStandardInputEnds;

    boolean apply() {
        return apply;
    }

    /** The wish to end, by signal or as asked. */
    Termination termination() {
        Termination termination = Termination.onSignals();
        if (untilStandardInputEnds) {
            termination.whenStandardInputEnds();
        }
        return termination;
    }
}
