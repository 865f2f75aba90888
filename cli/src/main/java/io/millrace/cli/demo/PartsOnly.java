package io.millrace.cli.demo;

import io.millrace.cli.demo.view.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Parts, ingestion and traffic, for whoever runs the products themselves. */
final class PartsOnly {
    private static final Duration TICK = Duration.ofMillis(200);

    private final DemoOptions options;
    private final Stage stage;
    private final Workplace place;
    private final View view;
    private final Consumer<String> say;

    PartsOnly(DemoOptions options, Stage stage, Workplace place, View view, Consumer<String> say) {
        this.options = options;
        this.stage = stage;
        this.place = place;
        this.view = view;
        this.say = say;
    }

    /** Until the time is over, or the JVM is told to go; returns whether all ended in an orderly way. */
    boolean run() throws InterruptedException, IOException {
        var status =
                new StatusPoll(stage.processes().ingestPort(), stage.processes().runtimePort());
        stage.awaitReady(status, Demo.LONGEST_START, say);
        stage.traffic().start();
        Path configuration = place.configuration("ops", Processes.shared(options, place, stage.platform()));
        String run = "  millrace run PRODUCT.jar --config " + configuration;
        List.of(
                        "Kafka " + stage.endpoints().bootstrapServers() + "   registry "
                                + stage.endpoints().registryUrl(),
                        "ingest " + stage.endpoints().ingestUrl() + "/status",
                        "run the shop's products yourself, each process with a port and a folder of its own, such as",
                        run + " --set management.port=9464 --set state.directory=state/a",
                        options.duration().isPresent()
                                ? "ends after " + options.duration().get()
                                : "Ctrl-C ends it")
                .forEach(view::say);
        long started = System.nanoTime();
        while (options.duration().isEmpty()
                || System.nanoTime() - started < options.duration().get().toNanos()) {
            stage.processes().requireAlive();
            stage.traffic().requireHealthy();
            view.key(TICK);
        }
        stage.traffic().stop();
        return stage.processes().stop();
    }
}
