package io.millrace.ingest.gateway.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.ingest.event.CloudAttributes;
import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.event.StrictJson;
import io.millrace.ingest.gateway.request.SentEvent.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads events out of one JSON text; remembers what was wrong and goes on where it can. */
final class EventParser {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final List<SentEvent> events = new ArrayList<>();
    private final List<RequestProblem> problems = new ArrayList<>();
    private int seen;

    List<SentEvent> events() {
        return events;
    }

    /** How many events there were, those that could not be read included. */
    int seen() {
        return seen;
    }

    List<RequestProblem> problems() {
        return problems;
    }

    /** Notes something wrong. */
    void problem(Place at, String detail) {
        problems.add(new RequestProblem(at.line(), at.pointer(), detail));
    }

    /**
     * Reads a text with one event, or with an array of them.
     *
     * @param cloud whether they are CloudEvents with their attributes
     * @param several whether an array of events may stand there
     */
    void text(byte[] given, boolean cloud, Several several, Place at) {
        byte[] text = withoutMark(given);
        try (JsonParser parser = StrictJson.MAPPER.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                problem(at, "is empty");
            } else if (first == JsonToken.START_ARRAY && several != Several.NEVER) {
                int index = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    one(parser, text, cloud, at.below("/" + index++));
                }
                end(parser, at);
            } else if (several == Several.ALWAYS) {
                problem(at, "must be an array of events");
            } else {
                one(parser, text, cloud, at);
                end(parser, at);
            }
        } catch (JsonProcessingException e) {
            malformed(at, e.getLocation());
        } catch (IOException e) {
            // An array in memory gives none, except for bytes that are no text.
            malformed(at, JsonLocation.NA);
        }
    }

    /** Whether an array of events may stand in a text. */
    enum Several {
        ALWAYS,
        NEVER,
        MAYBE
    }

    private void malformed(Place at, JsonLocation where) {
        String place = where == null || where.getLineNr() < 1
                ? ""
                : at.line() > 0
                        ? ", at column " + where.getColumnNr()
                        : ", at line " + where.getLineNr() + ", column " + where.getColumnNr();
        problem(
                at,
                "is not JSON in UTF-8 with each name once in an object, 64 levels and numbers of 400 digits at most"
                        + place);
    }

    private void end(JsonParser parser, Place at) throws IOException {
        if (parser.nextToken() != null) {
            problem(at, "is followed by more; send several events as an array or as one line each");
        }
    }

    private void one(JsonParser parser, byte[] text, boolean cloud, Place at) throws IOException {
        seen++;
        if (cloud) {
            structured(parser, text, at);
            return;
        }
        int start = start(parser);
        JsonNode content = StrictJson.MAPPER.readTree(parser);
        if (start < 0) {
            problem(at, "must be in UTF-8");
            return;
        }
        events.add(new SentEvent(content, Arrays.copyOfRange(text, start, end(parser)), Map.of(), at, ""));
    }

    private void structured(JsonParser parser, byte[] text, Place at) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            problem(at, "must be a CloudEvent: a JSON object with specversion, id, source, type and data");
            return;
        }
        Map<String, String> attributes = new HashMap<>();
        List<SentEvent> contents = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            int start = start(parser);
            JsonNode value = StrictJson.MAPPER.readTree(parser);
            if (name.equals("data")) {
                byte[] bytes = start < 0 ? new byte[0] : Arrays.copyOfRange(text, start, end(parser));
                contents.add(new SentEvent(value, bytes, attributes, at, "/data"));
            } else if (name.equals("data_base64")) {
                encoded(value, attributes, at).ifPresent(contents::add);
            } else if (value.isValueNode()) {
                if (!value.isNull()) {
                    attributes.put(name, value.asText());
                }
            } else {
                problem(at, "has an attribute that is an object or an array");
            }
        }
        for (EventProblem problem : CloudAttributes.problems(attributes)) {
            problem(at.below(problem.pointer()), problem.text());
        }
        if (contents.size() == 1 && !contents.get(0).content().isNull()) {
            events.add(contents.get(0));
        } else {
            problem(at, "needs its content in data, or JSON in data_base64, and not in both");
        }
    }

    private Optional<SentEvent> encoded(JsonNode value, Map<String, String> attributes, Place at) {
        try {
            byte[] decoded = Base64.getDecoder().decode(value.asText());
            JsonNode content = StrictJson.MAPPER.readTree(decoded);
            return Optional.of(new SentEvent(content, decoded, attributes, at, "/data_base64"));
        } catch (IllegalArgumentException | IOException e) {
            // Neither text is told: both quote the value.
            return Optional.empty();
        }
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** Behind the token that the parser stands on; an offset behind a number may include what ends it. */
    private static int end(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private static byte[] withoutMark(byte[] text) {
        boolean marked = text.length >= 3 && Arrays.equals(text, 0, 3, BYTE_ORDER_MARK, 0, 3);
        return marked ? Arrays.copyOfRange(text, 3, text.length) : text;
    }
}
