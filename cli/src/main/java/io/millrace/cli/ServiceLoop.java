package io.millrace.cli;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Starts a service, waits for the wish to end, stops it in order. One for all commands, so that all end alike. */
final class ServiceLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceLoop.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(names = "--until-stdin-ends", hidden = true, description = "Stop when standard input ends.")
    private boolean untilStandardInputEnds;

    /**
     * Runs a service until somebody wants its end.
     *
     * @return {@link ExitCode#DONE}, after an orderly stop
     * @throws Exception of the start, or of a service that does not go on by itself, after it was closed
     */
    int serve(Service.Start<?> start) throws Exception {
        Termination termination = Termination.onSignals();
        if (untilStandardInputEnds) {
            termination.whenStandardInputEnds();
        }
        try {
            try (Service service = start.start()) {
                LOG.info("{}", service.greeting());
                while (!termination.await(LOOK)) {
                    service.look();
                }
                LOG.info("stopping");
            }
            LOG.info("stopped");
            termination.orderly();
            return ExitCode.DONE;
        } finally {
            termination.done();
        }
    }
}
