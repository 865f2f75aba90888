package io.millrace.ingest.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * How far a file came, as committed with its rows.
 *
 * @param digest SHA-256 of the content
 * @param rows rows read, rejected ones included
 * @param rejected of them
 * @param deleted deletes written of a full snapshot
 * @param done whether that is all
 */
record LoadProgress(String digest, long rows, long rejected, long deleted, boolean done) {
    private static final ObjectMapper JSON = new ObjectMapper();

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
