package io.millrace.ingest.gateway.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * An event as it stands in a body.
 *
 * @param content what the contract is about
 * @param bytes the content as it came
 * @param attributes of CloudEvents; empty for plain JSON
 * @param at where the event stands
 * @param contentStep what leads from the event to its content in a JSON Pointer: {@code /data}, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on, compared by nobody.
record SentEvent(JsonNode content, byte[] bytes, Map<String, String> attributes, Place at, String contentStep) {

    /**
     * Where something stands in a body.
     *
     * @param line from 1; 0 where lines mean nothing
     * @param pointer JSON Pointer within the line or the body
     */
    record Place(int line, String pointer) {
        static final Place WHOLE = new Place(0, "");

        /** Of an event among several, from 0. */
        int index() {
            return line > 0 ? line - 1 : pointer.isEmpty() ? 0 : Integer.parseInt(pointer.substring(1));
        }

        Place below(String more) {
            return new Place(line, pointer + more);
        }
    }
}
