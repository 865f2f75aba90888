package io.millrace.catalogue.words;

import io.millrace.contracts.product.EventTime;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.RowInputs;
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
        } else if (identity instanceof Identity.LatestVersion version) {
            return "Only what has a higher " + version.path() + " than every record of its key before it leaves.";
        } else if (identity instanceof Identity.None) {
            return "Every record is a new event.";
        }
        throw new IllegalStateException("No words for " + identity.getClass());
    }

    /** How several input ports make the rows of a contract; empty where one does, and nothing is kept. */
    public static String of(RowInputs inputs) {
        List<String> words = new ArrayList<>();
        switch (inputs.combine()) {
            case NONE -> {}
            case TOPOLOGY -> words.add("The product's Java code makes the rows from " + all(inputs.ports()) + ".");
            case UNION -> words.add("Each record of " + all(inputs.ports()) + " is a row of its own.");
            case MERGE ->
                words.add("Rows of one key are put together from " + all(inputs.ports())
                        + "; each updates its own fields.");
        }
        if (inputs.unavailable() == RowInputs.Unavailable.LAST_KNOWN) {
            words.add("A value that the database did not send because it had not changed stays as it last left.");
        }
        if (inputs.absent() == RowInputs.Absent.KEEP) {
            words.add("A field that an event does not name stays as it last left.");
        }
        return String.join(" ", words);
    }

    private static String all(List<String> ports) {
        int last = ports.size() - 1;
        return last == 0 ? ports.get(0) : String.join(", ", ports.subList(0, last)) + " and " + ports.get(last);
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
            case "debezium-avro", "debezium-json" -> "changes of a captured table";
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
