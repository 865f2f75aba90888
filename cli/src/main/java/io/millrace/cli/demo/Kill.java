package io.millrace.cli.demo;

import io.millrace.cli.config.Durations;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A SIGKILL planned ahead.
 *
 * @param victim which process
 * @param at time since the traffic began
 */
record Kill(Victim victim, Duration at) {

    /**
     * What one {@code --kill} asks for.
     *
     * @param kills one per victim, at the same time
     */
    record Plan(List<Kill> kills) {}

    /** A process of the demo that is killed and started again. */
    enum Victim {
        INGEST,
        RUNTIME;

        static Optional<Victim> named(String name) {
            return switch (name.trim()) {
                case "ingest" -> Optional.of(INGEST);
                case "runtime" -> Optional.of(RUNTIME);
                default -> Optional.empty();
            };
        }
    }

    /**
     * Reads {@code runtime@10s} or {@code runtime,ingest@10s}.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    static Plan parse(String text) {
        int at = text.indexOf('@');
        if (at <= 0) {
            throw refused(text);
        }
        Duration time;
        try {
            time = Durations.parse(text.substring(at + 1));
        } catch (DateTimeParseException e) {
            throw refused(text);
        }
        List<Kill> kills = new ArrayList<>();
        for (String name : text.substring(0, at).split(",", -1)) {
            kills.add(new Kill(Victim.named(name).orElseThrow(() -> refused(text)), time));
        }
        return new Plan(kills);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "'" + text
                        + "' is not a planned kill; write runtime@10s, ingest@15s or runtime,ingest@20s (time since traffic began)");
    }
}
