package io.millrace.ingest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.ingest.event.EventJudge;
import java.io.IOException;

/**
 * How far a file came, as committed with its rows.
 *
 * @param digest SHA-256 of the content
 * @param generation how many full snapshots of its name came before; 0 for what is none
 * @param rows rows read, rejected ones included
 * @param rejected of them
 * @param deleted deletes written of a full snapshot
 * @param done whether that is all
 */
record LoadProgress(String digest, long generation, long rows, long rejected, long deleted, boolean done) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A load that has not begun. */
    static LoadProgress none(String digest, long generation) {
        return new LoadProgress(digest, generation, 0, 0, 0, false);
    }

    LoadProgress to(long rows, long rejected, long deleted, boolean done) {
        return new LoadProgress(digest, generation, rows, rejected, deleted, done);
    }

    /** Tells a full snapshot from all others, also from one of the same content that came before. */
    String mark() {
        return EventJudge.digest((generation + "|" + digest).getBytes(UTF_8));
    }

    byte[] write() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers and a text are always written", e);
        }
    }

    /** @throws FileLoadException if it was written by nobody we know */
    static LoadProgress read(byte[] value) {
        try {
            JsonNode node = JSON.readTree(value);
            return new LoadProgress(
                    node.path("digest").asText(),
                    node.path("generation").asLong(),
                    node.path("rows").asLong(),
                    node.path("rejected").asLong(),
                    node.path("deleted").asLong(),
                    node.path("done").asBoolean());
        } catch (IOException e) {
            throw new FileLoadException(
                    "a record of the files topic cannot be read; run the version of Millrace that wrote it");
        }
    }
}
