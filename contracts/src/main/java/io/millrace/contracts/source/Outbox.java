package io.millrace.contracts.source;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.table.TableShape;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The transactional outbox of a captured database: a table whose inserted rows are domain events. An application writes
 * them in the transaction of what happened; nobody reads the rows back.
 *
 * @param schema database schema
 * @param table table name
 * @param columns which column holds what
 * @param routeBy which column says what event a row is
 * @param routes where rows go, in the order they are tried
 * @param undeclared where rows go that no route takes; empty if ingestion halts on such a row
 * @param payload what the payload column holds
 * @param publishesExisting whether the rows that a snapshot finds are published
 * @param eventSource the events' {@code ce_source}, a URI reference (CloudEvents 1.0)
 * @param shape its columns when the source was locked; empty where it is not
 * @param location of the section
 */
public record Outbox(
        String schema,
        String table,
        OutboxColumns columns,
        RouteBy routeBy,
        List<Route> routes,
        Optional<EventTopic> undeclared,
        Payload payload,
        boolean publishesExisting,
        String eventSource,
        Optional<TableShape> shape,
        Location location) {

    public Outbox {
        routes = List.copyOf(routes);
    }

    /** Which column chooses the event. */
    public enum RouteBy {
        TYPE,
        AGGREGATE_TYPE
    }

    /** What the payload column holds. */
    public enum Payload {
        /** One JSON document, in a column of type json, jsonb or text. */
        JSON,
        /** Avro in the Confluent wire format, written by the application, in a column of type bytea. */
        AVRO
    }

    /**
     * Rows of one kind.
     *
     * @param match the value of the routing column; one {@code *} in it stands for any text
     * @param event where they go
     */
    public record Route(String match, EventTopic event) {

        /** Whether the route takes rows with this value. */
        public boolean takes(String value) {
            int star = match.indexOf('*');
            return star < 0
                    ? match.equals(value)
                    : value.length() >= match.length() - 1
                            && value.startsWith(match.substring(0, star))
                            && value.endsWith(match.substring(star + 1));
        }
    }

    /**
     * A topic of domain events.
     *
     * @param domain owning domain
     * @param event name of the event
     * @param topic {@code <domain>.<event>.events}, prefixed by the environment
     * @param partitions of the topic: those of the contract that a product reads it by, else the domain's
     * @param retention of the topic, likewise
     */
    public record EventTopic(String domain, String event, String topic, int partitions, Duration retention) {

        /** The same topic as a contract declares it. */
        public EventTopic as(int declaredPartitions, Duration declaredRetention) {
            return new EventTopic(domain, event, topic, declaredPartitions, declaredRetention);
        }
    }

    /** {@code <schema>.<table>}. */
    public String qualifiedName() {
        return schema + "." + table;
    }

    /** The table itself, for what concerns the database; it has no topic. */
    CapturedTable asTable() {
        return new CapturedTable(
                schema, table, "", table, "", List.of(), 1, Duration.ZERO, List.of(), shape, CaptureRules.DEFAULT);
    }

    /** The topics it writes, each once. */
    public List<EventTopic> topics() {
        Map<String, EventTopic> byName = new LinkedHashMap<>();
        Stream.concat(routes.stream().map(Route::event), undeclared.stream())
                .forEach(event -> byName.putIfAbsent(event.topic(), event));
        return List.copyOf(byName.values());
    }

    /** The same outbox with other topics, by name of the topic. */
    public Outbox withTopics(Map<String, EventTopic> topics) {
        return new Outbox(
                schema,
                table,
                columns,
                routeBy,
                routes.stream()
                        .map(route -> new Route(
                                route.match(), topics.getOrDefault(route.event().topic(), route.event())))
                        .toList(),
                undeclared.map(event -> topics.getOrDefault(event.topic(), event)),
                payload,
                publishesExisting,
                eventSource,
                shape,
                location);
    }

    /** The same outbox with the columns that a lock has for it. */
    Outbox lockedAs(Optional<TableShape> locked) {
        return new Outbox(
                schema,
                table,
                columns,
                routeBy,
                routes,
                undeclared,
                payload,
                publishesExisting,
                eventSource,
                locked,
                location);
    }
}
