package io.millrace.ingest.file.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.product.InputFormat;
import io.millrace.ingest.event.EventJudge;
import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.event.EventRecord;
import io.millrace.ingest.event.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes events of rows. A row's id is the field that products read it from; a row without it gets one made from its
 * content, so that the same row is the same event in whichever file it stands.
 */
public final class RowEvents {
    private final EventJudge judge;
    private final DomainEvent event;
    private final String salt;
    private final Optional<String> idField;

    /** @param salt what an id that is made depends on beside the content; empty: nothing */
    public RowEvents(EventJudge judge, String salt) {
        this.judge = judge;
        this.event = judge.event();
        this.salt = salt;
        this.idField = event.idPath().filter(path -> path.size() == 1).map(path -> path.get(0));
    }

    /** What became of a row. */
    public sealed interface Verdict {
        /**
         * A right one.
         *
         * @param fingerprint of the content as it stood in the file
         */
        record Taken(EventRecord record, String fingerprint) implements Verdict {}

        /** Not taken. */
        record Rejected(List<EventProblem> problems) implements Verdict {
            public Rejected {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Judges a row.
     *
     * @param longest most bytes of an event
     * @param nowMillis epoch milliseconds
     */
    public Verdict of(FileRow row, int longest, long nowMillis) {
        if (!row.problems().isEmpty()) {
            return new Verdict.Rejected(row.problems());
        }
        ObjectNode content = row.content();
        byte[] plain = bytes(content);
        String id = id(salt, plain);
        idField.filter(name -> !content.hasNonNull(name)).ifPresent(name -> content.put(name, id));
        List<EventProblem> problems = judge.judge(content);
        if (!problems.isEmpty()) {
            return new Verdict.Rejected(problems);
        }
        byte[] bytes = bytes(content);
        if (bytes.length > longest) {
            return new Verdict.Rejected(List.of(new EventProblem("", "is larger than " + longest + " bytes")));
        }
        return new Verdict.Taken(
                judge.record(content, attributes(event, id), bytes, nowMillis), EventJudge.digest(plain));
    }

    /**
     * The event that says that a row is gone.
     *
     * @param content the key, and what tells a delete
     * @param snapshot what tells the snapshot that does not have the row from all others
     */
    public static EventRecord delete(EventJudge judge, ObjectNode content, String snapshot, long nowMillis) {
        String id = id(snapshot, bytes(content));
        judge.event()
                .idPath()
                .filter(path -> path.size() == 1 && !content.hasNonNull(path.get(0)))
                .ifPresent(path -> content.put(path.get(0), id));
        return judge.record(content, attributes(judge.event(), id), bytes(content), nowMillis);
    }

    private static String id(String salt, byte[] content) {
        return EventJudge.digest(salt.getBytes(StandardCharsets.UTF_8), content).substring(0, 22);
    }

    private static Map<String, String> attributes(DomainEvent event, String id) {
        return event.format() != InputFormat.CLOUDEVENTS
                ? Map.of()
                : Map.of(
                        "specversion",
                        "1.0",
                        "id",
                        id,
                        "source",
                        "urn:millrace:file:" + event.qualifiedName(),
                        "type",
                        event.qualifiedName());
    }

    private static byte[] bytes(ObjectNode content) {
        try {
            return StrictJson.MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory is always written", e);
        }
    }
}
