package io.millrace.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that run until they are stopped, and may create what they need. */
final class ServiceArguments {
    @Option(names = "--apply", description = "Create missing topics and subjects first.")
    private boolean apply;

    @Mixin
    private ServiceLoop loop;

    boolean apply() {
        return apply;
    }

    /** As {@link ServiceLoop#serve}. */
    int serve(Service.Start<?> start) throws Exception {
        return loop.serve(start);
    }
}
