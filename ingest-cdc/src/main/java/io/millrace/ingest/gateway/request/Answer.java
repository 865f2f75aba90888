package io.millrace.ingest.gateway.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a request is answered. Refusals are problem details (RFC 9457).
 *
 * @param status HTTP status
 * @param mediaType of the body
 * @param headers beside the media type
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, compared by nobody.
public record Answer(int status, String mediaType, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_PROBLEMS = 1000;
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(411, "Length Required"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A refusal in words. */
    public static Answer refusal(int status, String detail) {
        return problem(status, details(status, detail));
    }

    /** A refusal of what is wrong in a body, all of it. */
    public static Answer refusal(int status, String detail, List<RequestProblem> problems) {
        ObjectNode details = details(status, detail);
        list(problems, details);
        return problem(status, details);
    }

    /** Everything is with the broker. */
    public static Answer accepted(int events) {
        return json(202, JSON.createObjectNode().put("accepted", events));
    }

    /** What was right is with the broker; the rest was left out as the request allowed. */
    public static Answer partly(int accepted, int rejected, List<RequestProblem> problems) {
        ObjectNode node = JSON.createObjectNode().put("accepted", accepted).put("rejected", rejected);
        list(problems, node);
        return json(200, node);
    }

    /** Not everything is known to be with the broker. */
    public static Answer unknown(List<Integer> indexes, int accepted, int retryAfterSeconds) {
        ObjectNode details = details(
                503,
                "the broker did not confirm all events in time; send all of them again: those that it has count once"
                        + " where products recognise repetitions");
        details.put("accepted", accepted);
        ArrayNode unconfirmed = details.putArray("unconfirmed");
        indexes.forEach(unconfirmed::add);
        return problem(503, details).with("Retry-After", Integer.toString(retryAfterSeconds));
    }

    /** What a file came to, with the rows that were rejected. */
    public static Answer told(ObjectNode result, List<RequestProblem> problems, long untold) {
        list(problems, result);
        if (untold > 0) {
            result.put("rejectedRowsNotListed", untold);
        }
        return json(200, result);
    }

    /** A page, a script or the like, from memory. */
    public static Answer page(String mediaType, byte[] body) {
        return new Answer(200, mediaType, Map.of(), body);
    }

    /** Some other success. */
    public static Answer json(int status, ObjectNode node) {
        return new Answer(status, "application/json", Map.of(), bytes(node));
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, mediaType, more, body);
    }

    private static Answer problem(int status, ObjectNode details) {
        return new Answer(status, "application/problem+json", Map.of(), bytes(details));
    }

    private static ObjectNode details(int status, String detail) {
        return JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", TITLES.getOrDefault(status, "Error"))
                .put("status", status)
                .put("detail", detail);
    }

    private static void list(List<RequestProblem> problems, ObjectNode into) {
        ArrayNode list = into.putArray("problems");
        problems.stream().limit(MOST_PROBLEMS).forEach(problem -> {
            ObjectNode node = list.addObject();
            if (problem.line() > 0) {
                node.put("line", problem.line());
            }
            node.put("pointer", problem.pointer()).put("detail", problem.detail());
        });
        if (problems.size() > MOST_PROBLEMS) {
            into.put("moreProblems", problems.size() - MOST_PROBLEMS);
        }
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree in memory is always written", e);
        }
    }
}
