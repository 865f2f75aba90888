package io.millrace.catalogue.words;

import io.millrace.contracts.product.EventTime;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.OutputPort;
import java.util.ArrayList;
import java.util.List;

/** How a product reads and serves, in words. */
public final class InputWords {
    private InputWords() {}

    /** What makes two records the same event. */
    public static String of(Identity identity) {
        if (identity instanceof Identity.Position) {
            return "A change is told from its repetition by its position in the database's log.";
        } else if (identity instanceof Identity.EventId id) {
            return "An event with the same "
                    + id.path().map(path -> path.toString()).orElse("source and id")
                    + " within " + DurationWords.of(id.window()) + " is the same event, and leaves once.";
        } else if (identity instanceof Identity.None) {
            return "Every record is a new event.";
        }
        throw new IllegalStateException("No words for " + identity.getClass());
    }

    /** Bounds on the event's own time. */
    public static String of(EventTime time) {
        List<String> bounds = new ArrayList<>();
        time.maxAge().ifPresent(age -> bounds.add("older than " + DurationWords.of(age)));
        time.maxAhead().ifPresent(ahead -> bounds.add("more than " + DurationWords.of(ahead) + " ahead"));
        return "Where " + time.path() + " is " + String.join(" or ", bounds) + ", " + RuleWords.of(time.onViolation())
                + ".";
    }

    /** How the bytes are read. */
    public static String of(InputFormat format) {
        return switch (format.text()) {
            case "json" -> "JSON";
            case "avro" -> "Avro";
            case "cloudevents" -> "CloudEvents";
            case "debezium-avro" -> "changes of a captured table";
            default -> format.text();
        };
    }

    /** What a reader of the topic sees. */
    public static String of(OutputPort port) {
        return switch (port.view()) {
            case HISTORY -> "Every change, in order per key, kept by time.";
            case LATEST -> "The latest row of each key: a compacted topic. Read it from the beginning into a map.";
        };
    }

    /** What is left of a deleted row. */
    public static String deletes(OutputPort port) {
        return switch (port.deletes()) {
            case TOMBSTONE -> "A deleted row is a record without a value.";
            case MARKER -> "A deleted row comes once more, whole, with header mr-op: d.";
        };
    }
}
