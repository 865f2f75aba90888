package io.millrace.bench;

import io.millrace.bench.latency.LatencyPair;
import io.millrace.bench.load.Census;
import io.millrace.bench.load.Events;
import io.millrace.bench.load.Preload;
import io.millrace.bench.report.LadderReport;
import io.millrace.bench.report.Machine;
import io.millrace.bench.step.Measurement;
import io.millrace.bench.step.Step;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.kafka.common.utils.AppInfoParser;

/** Runs the ladder. */
public final class Bench {
    private static final long SEED = 20_26;
    private static final int COPIES_ON_DISK = 5;

    private final BenchOptions options;
    private final Consumer<String> say;
    private final Verdicts verdicts = new Verdicts();

    /** @param say hears how it goes, a line at a time */
    public Bench(BenchOptions options, Consumer<String> say) {
        this.options = options;
        this.say = say;
    }

    /**
     * Runs all steps in all rounds, and the latency run.
     *
     * @throws BenchException if something cannot be run, or the oracle does not agree with a step
     */
    public LadderReport run() throws BenchException, InterruptedException {
        Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Machine machine = Machine.here();
        try (Arena arena = Arena.open(COPIES_ON_DISK * options.total() * options.size() + (1L << 30))) {
            Ladder ladder = new Ladder(arena, options, fill(arena));
            for (int round = 1; round <= options.rounds(); round++) {
                for (Step step : order(round)) {
                    Measurement measured = ladder.run(step, round);
                    verdicts.add(step, measured);
                    say.accept(String.format(
                            Locale.ROOT,
                            "round %d of %d  %-16s %,9.0f records/s  %5.2f us CPU/record",
                            round,
                            options.rounds(),
                            step.text(),
                            measured.recordsPerSecond(),
                            measured.cpuMicrosPerRecord()));
                }
            }
            Optional<LatencyPair> latency = latency(arena);
            return new LadderReport(
                    started.toString(),
                    machine,
                    Map.of("kafka", AppInfoParser.getVersion(), "avro", version(Schema.class)),
                    settings(),
                    true,
                    verdicts.steps(),
                    latency,
                    verdicts.figures(latency));
        } catch (IOException | ExecutionException failed) {
            throw new BenchException("the benchmark cannot go on: " + failed, failed);
        }
    }

    private Map<Preload.Form, Input> fill(Arena arena) throws ExecutionException, InterruptedException {
        Map<Preload.Form, Input> inputs = new EnumMap<>(Preload.Form.class);
        for (Step step : options.steps()) {
            Preload.Form form = Ladder.form(step);
            if (!inputs.containsKey(form)) {
                inputs.put(form, fill(arena, form));
            }
        }
        return inputs;
    }

    private Input fill(Arena arena, Preload.Form form) throws ExecutionException, InterruptedException {
        String topic = form == Preload.Form.AVRO ? "bench.in" : "bench.json.in";
        arena.createTopics(List.of(topic));
        long count = options.total();
        long now = Instant.now().toEpochMilli() * 1000;
        var events = new Events(SEED, options.size(), now - count);
        Census census = Preload.send(arena.bootstrapServers(), topic, events, count, form);
        say.accept(String.format(
                Locale.ROOT,
                "%,d events of %d B are in topic %s%s",
                count,
                options.size(),
                topic,
                form == Preload.Form.AVRO ? "" : ", as JSON"));
        return new Input(topic, census);
    }

    /** Every other round goes down the ladder, so that no step always follows the same one. */
    private List<Step> order(int round) {
        List<Step> order = new ArrayList<>(options.steps());
        Collections.sort(order);
        if (round % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private Optional<LatencyPair> latency(Arena arena)
            throws IOException, InterruptedException, ExecutionException, BenchException {
        if (options.latencySeconds() == 0 || !options.steps().contains(Step.FULL)) {
            return Optional.empty();
        }
        LatencyPair result = new LatencyRun(arena, options).run();
        say.accept(String.format(
                Locale.ROOT,
                "latency at %,d records/s, half of the highest load  p99 %.1f ms, of the raw copy %.1f ms",
                result.product().recordsPerSecond(),
                result.product().p99(),
                result.copy().p99()));
        return Optional.of(result);
    }

    private Map<String, Object> settings() {
        return Map.of(
                "size", options.size(),
                "warmUp", options.warmUp(),
                "records", options.records(),
                "rounds", options.rounds(),
                "threads", options.threads(),
                "javaOptions", String.join(" ", Child.OPTIONS));
    }

    private static String version(Class<?> type) {
        String version = type.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
