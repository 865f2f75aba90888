package io.millrace.bench;

import io.millrace.bench.latency.LatencyPair;
import io.millrace.bench.report.Figure;
import io.millrace.bench.report.Spread;
import io.millrace.bench.report.StepFigures;
import io.millrace.bench.step.Measurement;
import io.millrace.bench.step.Step;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Turns measurements into figures: ratios are taken within each round, then their median over the rounds. */
final class Verdicts {
    private final Map<Step, List<Measurement>> rounds = new EnumMap<>(Step.class);

    void add(Step step, Measurement measurement) {
        rounds.computeIfAbsent(step, first -> new ArrayList<>()).add(measurement);
    }

    List<StepFigures> steps() {
        List<StepFigures> figures = new ArrayList<>();
        rounds.keySet().forEach(step -> figures.add(figures(step)));
        return figures;
    }

    private StepFigures figures(Step step) {
        return new StepFigures(
                step.text(),
                step.title(),
                step.baseline().text(),
                spread(step, Measurement::recordsPerSecond),
                spread(step, Measurement::cpuMicrosPerRecord),
                spread(step, Measurement::brokerCpuMicrosPerRecord),
                spread(step, Measurement::allocatedBytesPerRecord),
                spread(step, Measurement::liveHeapMebibytes),
                ratio(step, step.baseline(), Measurement::recordsPerSecond),
                ratio(step, step.baseline(), Measurement::cpuMicrosPerRecord));
    }

    /** The promises that the steps at hand allow to judge. */
    List<Figure> figures(Optional<LatencyPair> latency) {
        List<Figure> figures = new ArrayList<>();
        if (rounds.containsKey(Step.FULL)) {
            figures.add(rate("full: throughput to R0", 0.45, true, Step.FULL, Step.R0_EXACTLY_ONCE));
            figures.add(cpu("full: client CPU to R0", 3.5, Step.FULL, Step.R0_EXACTLY_ONCE));
        }
        if (rounds.containsKey(Step.FULL) && rounds.containsKey(Step.IDIOMATIC)) {
            figures.add(rate("full: throughput to idiomatic", 4, true, Step.FULL, Step.IDIOMATIC));
            figures.add(cpu("full: client CPU to idiomatic", 0.2, Step.FULL, Step.IDIOMATIC));
        }
        if (rounds.containsKey(Step.IDENTITY) && rounds.containsKey(Step.MASKS)) {
            figures.add(rate("identity: throughput to the same without it", 0.85, true, Step.IDENTITY, Step.MASKS));
        }
        if (rounds.containsKey(Step.FULL_JSON) && rounds.containsKey(Step.IDIOMATIC_JSON)) {
            figures.add(rate("JSON: throughput to idiomatic", 3, true, Step.FULL_JSON, Step.IDIOMATIC_JSON));
        }
        latency.ifPresent(pair -> figures.add(new Figure(
                "latency p99 at half of maximum load, ms",
                150,
                false,
                pair.product().p99())));
        return figures;
    }

    private Figure rate(String name, double limit, boolean atLeast, Step step, Step to) {
        return new Figure(
                name,
                limit,
                atLeast,
                ratio(step, to, Measurement::recordsPerSecond).median());
    }

    private Figure cpu(String name, double limit, Step step, Step to) {
        return new Figure(
                name,
                limit,
                false,
                ratio(step, to, Measurement::cpuMicrosPerRecord).median());
    }

    private Spread spread(Step step, ToDoubleFunction<Measurement> figure) {
        return Spread.of(of(step).stream().map(figure::applyAsDouble).toList());
    }

    private Spread ratio(Step step, Step to, ToDoubleFunction<Measurement> figure) {
        List<Measurement> above = of(step);
        List<Measurement> below = of(to);
        return Spread.of(IntStream.range(0, Math.min(above.size(), below.size()))
                .mapToObj(round -> figure.applyAsDouble(above.get(round)) / figure.applyAsDouble(below.get(round)))
                .toList());
    }

    private List<Measurement> of(Step step) {
        return rounds.getOrDefault(step, List.of());
    }
}
