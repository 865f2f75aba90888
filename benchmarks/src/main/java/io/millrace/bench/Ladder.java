package io.millrace.bench;

import io.millrace.bench.load.Census;
import io.millrace.bench.load.Preload;
import io.millrace.bench.load.Tally;
import io.millrace.bench.load.TopicCount;
import io.millrace.bench.mesh.RunNames;
import io.millrace.bench.step.Measurement;
import io.millrace.bench.step.Step;
import io.millrace.bench.step.StepProcess;
import io.millrace.bench.step.StepSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/** Runs one step in one round, and asks the oracle. */
final class Ladder {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Arena arena;
    private final BenchOptions options;
    private final Map<Preload.Form, Input> inputs;
    /** What the first step with a contract wrote, by that contract's product; every other is to write the same. */
    private final Map<String, Long> valuesWritten = new HashMap<>();

    /** @param inputs of every form that a step reads */
    Ladder(Arena arena, BenchOptions options, Map<Preload.Form, Input> inputs) {
        this.arena = arena;
        this.options = options;
        this.inputs = Map.copyOf(inputs);
    }

    Measurement run(Step step, int round) throws IOException, InterruptedException, ExecutionException, BenchException {
        Input from = Objects.requireNonNull(inputs.get(form(step)));
        String run = step.text() + "-" + round;
        RunNames names = RunNames.of(run, from.topic());
        Path directory = arena.directory(run);
        StepSettings settings = new StepSettings(
                step,
                arena.bootstrapServers(),
                arena.brokerProcess(),
                names,
                arena.keys(),
                directory,
                options.threads(),
                options.warmUp(),
                options.records(),
                directory.resolve("result"));
        Path file = directory.resolve("settings");
        settings.write(file);
        arena.createTopics(List.of(names.output(), names.deadLetters()));
        try (Child child = Child.start(
                "step " + run,
                directory.resolve("log"),
                StepProcess.class,
                file.toString(),
                Long.toString(from.census().total()))) {
            child.await(LIMIT);
        }
        Measurement measured = Measurement.read(settings.result());
        ask(step, names, from.census(), measured);
        arena.deleteTopicsOf(names);
        return measured;
    }

    static Preload.Form form(Step step) {
        return step.json() ? Preload.Form.DEBEZIUM_JSON : Preload.Form.AVRO;
    }

    /**
     * Outputs are exactly what the step lets pass, in the bytes that every step with its contract writes; and outputs,
     * duplicates and dead letters add up to the input.
     */
    private void ask(Step step, RunNames names, Census sent, Measurement measured) throws BenchException {
        Tally expected = step.isCopy() ? sent.asSent() : sent.of(step.passes());
        TopicCount output = TopicCount.of(arena.bootstrapServers(), names.output());
        Tally found = output.tally();
        if (!found.equals(expected)) {
            throw new BenchException("step " + step.text() + ": the output is wrong: expected " + expected + ", found "
                    + found + " over all event ids");
        }
        Long before = step.isCopy() ? null : valuesWritten.putIfAbsent(step.product(), output.values());
        if (before != null && before != output.values()) {
            throw new BenchException("step " + step.text() + ": its values are not byte for byte those that another"
                    + " step or round wrote by the same contract");
        }
        long dead = TopicCount.of(arena.bootstrapServers(), names.deadLetters())
                .tally()
                .count();
        long wanted = sent.of(step.rejects()).count();
        if (dead != wanted) {
            throw new BenchException("step " + step.text() + ": expected " + wanted + " dead letters, found " + dead);
        }
        if (found.count() + measured.duplicates() + dead != sent.total()) {
            throw new BenchException("step " + step.text() + ": " + found.count() + " outputs, "
                    + measured.duplicates() + " duplicates and " + dead + " dead letters are not the " + sent.total()
                    + " records of the input");
        }
    }
}
