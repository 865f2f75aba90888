package io.millrace.bench.report;

import io.millrace.bench.latency.LatencyPair;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run of the ladder found.
 *
 * @param startedAt ISO-8601
 * @param settings of the run, by name
 * @param versions by name
 * @param verified whether the oracle agreed in every round; a run in which it does not has no report otherwise
 * @param latency empty where it was not run
 */
public record LadderReport(
        String startedAt,
        Machine machine,
        Map<String, String> versions,
        Map<String, Object> settings,
        boolean verified,
        List<StepFigures> steps,
        Optional<LatencyPair> latency,
        List<Figure> figures) {

    public LadderReport {
        steps = List.copyOf(steps);
        figures = List.copyOf(figures);
    }
}
