package io.millrace.ingest.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.Outbox.EventTopic;
import io.millrace.contracts.source.Outbox.Payload;
import io.millrace.contracts.source.Outbox.Route;
import io.millrace.contracts.source.Outbox.RouteBy;
import io.millrace.contracts.source.OutboxColumns;
import io.millrace.ingest.safety.HaltException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.connect.data.Struct;

/**
 * Turns changes of an outbox table into events, in CloudEvents 1.0 binary mode (Kafka protocol binding 1.0.2). The
 * payload is passed on as it is. Not safe for use by several threads.
 */
public final class OutboxRouter {
    /** Types come from the application; what is remembered of them is bounded. */
    private static final int MOST = 10_000;

    /** What may be told of a routing value: a name of a kind, and never data that went into the wrong column. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,99}");

    private final Outbox outbox;
    private final Map<String, EventTopic> known = new HashMap<>();

    public OutboxRouter(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Whether a change is of the outbox table. */
    public boolean takes(Struct envelope) {
        Struct origin = envelope.getStruct("source");
        return outbox.table().equals(origin.getString("table"))
                && outbox.schema().equals(origin.getString("schema"));
    }

    /**
     * What a change comes to.
     *
     * @throws HaltException if an inserted row is of an undeclared kind, or lacks what an event needs
     */
    public OutboxRow read(Struct envelope) {
        return switch (envelope.getString("op")) {
            case "c" -> event(envelope);
            case "r" -> outbox.publishesExisting() ? event(envelope) : new OutboxRow.Ignored("snapshot");
            case "u" -> new OutboxRow.Ignored("update");
            case "d" -> new OutboxRow.Ignored("delete");
            default -> new OutboxRow.Ignored("truncate");
        };
    }

    private OutboxRow event(Struct envelope) {
        OutboxColumns columns = outbox.columns();
        var row = new RowColumns(outbox.qualifiedName(), envelope.getStruct("after"));
        String type = row.required("type", columns.type());
        String routed =
                outbox.routeBy() == RouteBy.TYPE ? type : row.required("aggregateType", columns.aggregateType());
        byte[] payload = row.bytes(columns.payload());
        List<Header> headers = new ArrayList<>();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", row.required("id", columns.id()));
        add(headers, "ce_source", outbox.eventSource());
        add(headers, "ce_type", type);
        add(
                headers,
                "ce_time",
                columns.time()
                        .flatMap(row::time)
                        .orElseGet(() ->
                                RowColumns.instant(envelope.getStruct("source").getInt64("ts_ms"))));
        if (payload != null) {
            add(headers, "content-type", outbox.payload() == Payload.JSON ? "application/json" : "application/avro");
        }
        row.text(columns.aggregateType()).ifPresent(text -> add(headers, "ce_aggregatetype", text));
        columns.tracing()
                .flatMap(row::text)
                .ifPresent(text -> TraceContext.of(text).forEach((name, value) -> add(headers, "ce_" + name, value)));
        columns.headers().forEach((header, column) -> row.text(column).ifPresent(text -> add(headers, header, text)));
        byte[] key = row.required("aggregateId", columns.aggregateId()).getBytes(UTF_8);
        return new OutboxRow.Event(new ProducerRecord<>(topic(routed).topic(), null, key, payload, headers));
    }

    private EventTopic topic(String value) {
        EventTopic topic = known.get(value);
        if (topic == null) {
            topic = find(value);
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(value, topic);
        }
        return topic;
    }

    /** An exact match wins over a pattern; among patterns the first. */
    private EventTopic find(String value) {
        for (Route route : outbox.routes()) {
            if (route.match().equals(value)) {
                return route.event();
            }
        }
        for (Route route : outbox.routes()) {
            if (route.takes(value)) {
                return route.event();
            }
        }
        return outbox.undeclared().orElseThrow(() -> undeclared(value));
    }

    private HaltException undeclared(String value) {
        List<String> declared = outbox.routes().stream().map(Route::match).toList();
        boolean tellable = NAME.matcher(value).matches();
        String hint = tellable ? NearestMatch.hint(value, declared) : "Declared: " + String.join(", ", declared) + ".";
        return new HaltException(
                "a row of outbox " + outbox.qualifiedName() + " came whose "
                        + (outbox.routeBy() == RouteBy.TYPE
                                ? outbox.columns().type()
                                : outbox.columns().aggregateType())
                        + (tellable ? " '" + value + "'" : "") + " is not declared. "
                        + hint.substring(0, hint.length() - 1),
                "declare it under outbox.events in " + outbox.location().file()
                        + ", or write 'undeclared: <event>' there to send all others to one topic; then start with"
                        + " --apply");
    }

    private static void add(List<Header> headers, String name, String value) {
        headers.add(new RecordHeader(name, value.getBytes(UTF_8)));
    }
}
