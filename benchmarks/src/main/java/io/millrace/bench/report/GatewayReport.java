package io.millrace.bench.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a run of the benchmark of the gateway found. There is none where its topic was wrong.
 *
 * @param startedAt ISO-8601
 * @param versions by name
 * @param settings of the run, by name
 */
public record GatewayReport(
        String startedAt,
        Machine machine,
        Map<String, String> versions,
        Map<String, Object> settings,
        Spread eventsPerSecond,
        Spread cpuMicrosPerEvent,
        Spread requestP50Millis,
        Spread requestP99Millis,
        List<Figure> figures) {

    /**
     * One round.
     *
     * @param eventsPerSecond that were answered
     * @param cpuMicrosPerEvent processor time of the gateway, compilers and collector included
     * @param p50Millis of a request, by the median
     * @param p99Millis of a request, by the 99th percentile
     */
    public record Round(double eventsPerSecond, double cpuMicrosPerEvent, double p50Millis, double p99Millis) {}

    public GatewayReport {
        versions = Map.copyOf(versions);
        settings = Map.copyOf(settings);
        figures = List.copyOf(figures);
    }

    /** The report of these rounds. */
    public static GatewayReport of(
            String startedAt,
            Machine machine,
            Map<String, String> versions,
            Map<String, Object> settings,
            List<Round> rounds) {
        Spread rate = spread(rounds, Round::eventsPerSecond);
        return new GatewayReport(
                startedAt,
                machine,
                versions,
                settings,
                rate,
                spread(rounds, Round::cpuMicrosPerEvent),
                spread(rounds, Round::p50Millis),
                spread(rounds, Round::p99Millis),
                List.of(new Figure("gateway: events per second", 20_000, true, rate.median())));
    }

    private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
