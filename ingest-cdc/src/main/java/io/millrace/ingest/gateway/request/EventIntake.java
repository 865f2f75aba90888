package io.millrace.ingest.gateway.request;

import io.millrace.contracts.product.InputFormat;
import io.millrace.ingest.event.CloudAttributes;
import io.millrace.ingest.event.EventJudge;
import io.millrace.ingest.event.EventProblem;
import io.millrace.ingest.event.EventRecord;
import io.millrace.ingest.gateway.request.EventParser.Several;
import io.millrace.ingest.gateway.request.SentEvent.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Takes bodies for one event: reads, judges, and makes records. */
public final class EventIntake {
    private final EventJudge judge;
    private final int longest;

    /** @param longest most bytes of one event's content */
    public EventIntake(EventJudge judge, int longest) {
        this.judge = judge;
        this.longest = longest;
    }

    /**
     * What came of a body.
     *
     * @param records of the events that are right, in their order
     * @param indexes the place of each of those events in the body, from 0
     * @param events how many events the body holds, as far as it could be read
     * @param problems all that is wrong
     * @param oversize whether an event is too large
     */
    public record Taken(
            List<EventRecord> records,
            List<Integer> indexes,
            int events,
            List<RequestProblem> problems,
            boolean oversize) {
        public Taken {
            records = List.copyOf(records);
            indexes = List.copyOf(indexes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads and judges a body.
     *
     * @param attributes of {@link BodyForm#BINARY}: CloudEvents attributes by name
     * @param nowMillis epoch milliseconds
     */
    public Taken take(byte[] body, BodyForm form, Map<String, String> attributes, long nowMillis) {
        EventParser parser = new EventParser();
        // Their identity is source and id, which plain JSON does not have.
        boolean cloudTopic = judge.event().format() == InputFormat.CLOUDEVENTS;
        switch (form) {
            case JSON -> parser.text(body, cloudTopic, Several.MAYBE, Place.WHOLE);
            case CLOUD_EVENT -> parser.text(body, true, Several.NEVER, Place.WHOLE);
            case CLOUD_EVENTS -> parser.text(body, true, Several.ALWAYS, Place.WHOLE);
            case LINES -> lines(parser, body, cloudTopic);
            case BINARY -> parser.text(body, false, Several.NEVER, Place.WHOLE);
        }
        if (form == BodyForm.BINARY) {
            for (EventProblem problem : CloudAttributes.problems(attributes)) {
                parser.problem(
                        Place.WHOLE,
                        "header ce-"
                                + problem.pointer().substring(problem.pointer().isEmpty() ? 0 : 1)
                                + " " + problem.text());
            }
        }
        return judged(parser, form == BodyForm.BINARY ? attributes : Map.of(), nowMillis);
    }

    private static void lines(EventParser parser, byte[] body, boolean cloud) {
        int line = 0;
        int start = 0;
        while (start < body.length) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            line++;
            byte[] text = Arrays.copyOfRange(body, start, end);
            if (!new String(text, java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
                parser.text(text, cloud, Several.NEVER, new Place(line, ""));
            }
            start = end + 1;
        }
        if (parser.events().isEmpty() && parser.problems().isEmpty()) {
            parser.problem(Place.WHOLE, "is empty");
        }
    }

    private Taken judged(EventParser parser, Map<String, String> headers, long nowMillis) {
        List<EventRecord> records = new ArrayList<>();
        List<Integer> indexes = new ArrayList<>();
        boolean oversize = false;
        for (SentEvent sent : parser.events()) {
            boolean large = sent.bytes().length > longest;
            oversize |= large;
            List<EventProblem> problems = large
                    ? List.of(new EventProblem("", "is larger than " + longest + " bytes"))
                    : judge.judge(sent.content());
            for (EventProblem problem : problems) {
                parser.problem(sent.at().below(sent.contentStep()).below(problem.pointer()), problem.text());
            }
            if (problems.isEmpty()) {
                Map<String, String> attributes = headers.isEmpty() ? sent.attributes() : headers;
                records.add(judge.record(sent.content(), attributes, sent.bytes(), nowMillis));
                indexes.add(sent.at().index());
            }
        }
        return new Taken(records, indexes, parser.seen(), parser.problems(), oversize);
    }
}
