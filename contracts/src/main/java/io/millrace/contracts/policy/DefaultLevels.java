package io.millrace.contracts.policy;

import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.Optional;

/**
 * Service levels that a domain promises for each contract that its products serve and that does not state them itself.
 *
 * @param latency longest promised delay; only of contracts that have the field it is measured from
 * @param frequency longest promised silence of a port
 * @param retention history topics keep records at least this long
 */
public record DefaultLevels(Optional<Latency> latency, Optional<Duration> frequency, Optional<Duration> retention) {
    /** No promise. */
    public static final DefaultLevels NONE = new DefaultLevels(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * A promise about delay.
     *
     * @param bound longest promised delay
     * @param element name of the timestamp field that holds the event's time
     */
    public record Latency(Duration bound, String element) {}

    static DefaultLevels read(Fields levels) {
        Optional<Latency> latency = levels.object("latency").flatMap(DefaultLevels::latency);
        Optional<Duration> frequency = levels.duration("frequency").map(Sited::value);
        Optional<Duration> retention = levels.duration("retention").map(Sited::value);
        levels.close();
        return new DefaultLevels(latency, frequency, retention);
    }

    private static Optional<Latency> latency(Fields written) {
        Optional<Sited<Duration>> bound = written.duration("bound");
        if (written.key("bound").isEmpty()) {
            written.problems().error(written.at(), "'bound' is missing: the longest promised delay, such as PT1M.");
        }
        Optional<Sited<String>> element = written.requiredText("element");
        written.close();
        return bound.flatMap(found -> element.map(field -> new Latency(found.value(), field.value())));
    }
}
