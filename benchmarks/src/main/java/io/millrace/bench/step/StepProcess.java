package io.millrace.bench.step;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The main class of a step's process. It ends with the process that started it, whose end closes standard input; a
 * step without records to count runs until then.
 */
public final class StepProcess {
    private StepProcess() {}

    /**
     * Runs a step.
     *
     * @param arguments the settings file; the number of records in the input, 0 to serve until standard input ends
     */
    public static void main(String[] arguments) throws Exception {
        var orphaned = new CountDownLatch(1);
        StepSettings settings = StepSettings.read(Path.of(arguments[0]));
        long total = Long.parseLong(arguments[1]);
        Leash.hold(total > 0 ? () -> Runtime.getRuntime().halt(1) : orphaned::countDown);
        try (Pipeline pipeline = new Pipelines(settings).make()) {
            pipeline.start();
            if (total == 0) {
                orphaned.await();
                return;
            }
            try (var meter = new Meter(
                    settings.bootstrapServers(), settings.names().applicationId(), settings.brokerProcess())) {
                meter.measure(pipeline, settings.warmUp(), settings.records(), total)
                        .write(settings.result());
            }
        }
        System.exit(0);
    }
}
