package io.millrace.bench.report;

import io.millrace.bench.ingest.Phase;
import io.millrace.bench.ingest.Phases;
import io.millrace.bench.ingest.Pipe;
import io.millrace.bench.latency.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a run of the benchmark of ingestion found. There is none where a topic was wrong.
 *
 * @param startedAt ISO-8601
 * @param versions by name
 * @param settings of the run, by name
 * @param pipes what carried the rows
 * @param toEngine Millrace against the bare engine, ratios within a round
 * @param toServer Millrace against Debezium Server; empty where that was not run
 * @param latency empty where it was not run
 */
public record IngestReport(
        String startedAt,
        Machine machine,
        Map<String, String> versions,
        Map<String, Object> settings,
        List<PipeFigures> pipes,
        Ratios toEngine,
        Optional<Ratios> toServer,
        Optional<CommitLatencies> latency,
        List<Figure> figures) {

    /** One way of carrying rows. */
    public record PipeFigures(String name, String title, PhaseFigures snapshot, PhaseFigures streaming) {}

    /** One of its phases. */
    public record PhaseFigures(Spread rowsPerSecond, Spread cpuMicrosPerRow) {
        private static PhaseFigures of(List<Phases> rounds, Function<Phases, Phase> phase) {
            return new PhaseFigures(
                    spread(rounds, phase, Phase::rowsPerSecond), spread(rounds, phase, Phase::cpuMicrosPerRow));
        }

        private static Spread spread(
                List<Phases> rounds, Function<Phases, Phase> phase, ToDoubleFunction<Phase> figure) {
            return Spread.of(
                    rounds.stream().map(phase).map(figure::applyAsDouble).toList());
        }
    }

    /** Rows per second and processor time per row, as shares of the other's. */
    public record Ratios(
            Spread snapshotThroughput, Spread snapshotCpu, Spread streamingThroughput, Spread streamingCpu) {
        private static Ratios of(List<Phases> above, List<Phases> below) {
            return new Ratios(
                    ratio(above, below, phases -> phases.snapshot().rowsPerSecond()),
                    ratio(above, below, phases -> phases.snapshot().cpuMicrosPerRow()),
                    ratio(above, below, phases -> phases.streaming().rowsPerSecond()),
                    ratio(above, below, phases -> phases.streaming().cpuMicrosPerRow()));
        }
    }

    /** From the commit until a reader of committed records has the row. */
    public record CommitLatencies(long rows, double p50, double p99, double p999, double most) {
        private static CommitLatencies of(Latencies latencies) {
            return new CommitLatencies(
                    latencies.count(),
                    latencies.percentileMillis(0.5),
                    latencies.percentileMillis(0.99),
                    latencies.percentileMillis(0.999),
                    latencies.percentileMillis(1));
        }
    }

    public IngestReport {
        versions = Map.copyOf(versions);
        settings = Map.copyOf(settings);
        pipes = List.copyOf(pipes);
        figures = List.copyOf(figures);
    }

    /** The report of these rounds. */
    public static IngestReport of(
            String startedAt,
            Machine machine,
            Map<String, String> versions,
            Map<String, Object> settings,
            Map<Pipe, List<Phases>> rounds,
            Optional<Latencies> latencies) {
        List<PipeFigures> pipes = new ArrayList<>();
        rounds.forEach((pipe, phases) -> pipes.add(new PipeFigures(
                pipe.text(),
                pipe.title(),
                PhaseFigures.of(phases, Phases::snapshot),
                PhaseFigures.of(phases, Phases::streaming))));
        List<Phases> millrace = rounds.getOrDefault(Pipe.MILLRACE, List.of());
        Ratios ratios = Ratios.of(millrace, rounds.getOrDefault(Pipe.ENGINE, List.of()));
        Optional<Ratios> toServer =
                Optional.ofNullable(rounds.get(Pipe.SERVER)).map(server -> Ratios.of(millrace, server));
        Optional<CommitLatencies> latency = latencies.map(CommitLatencies::of);
        List<Figure> figures = new ArrayList<>(List.of(
                new Figure(
                        "snapshot: throughput to the bare engine",
                        0.6,
                        true,
                        ratios.snapshotThroughput().median()),
                new Figure(
                        "streaming: throughput to the bare engine",
                        0.8,
                        true,
                        ratios.streamingThroughput().median())));
        toServer.ifPresent(server -> figures.addAll(List.of(
                new Figure(
                        "snapshot: throughput to Debezium Server",
                        2,
                        true,
                        server.snapshotThroughput().median()),
                new Figure(
                        "snapshot: processor time to Debezium Server",
                        0.5,
                        false,
                        server.snapshotCpu().median()),
                new Figure(
                        "streaming: throughput to Debezium Server",
                        1.4,
                        true,
                        server.streamingThroughput().median()))));
        latency.ifPresent(found -> figures.add(
                new Figure("commit to raw topic: latency p99 at 1,000 rows/s, ms", 100, false, found.p99())));
        return new IngestReport(startedAt, machine, versions, settings, pipes, ratios, toServer, latency, figures);
    }

    private static Spread ratio(List<Phases> above, List<Phases> below, ToDoubleFunction<Phases> figure) {
        return Spread.of(IntStream.range(0, Math.min(above.size(), below.size()))
                .mapToObj(round -> figure.applyAsDouble(above.get(round)) / figure.applyAsDouble(below.get(round)))
                .toList());
    }
}
