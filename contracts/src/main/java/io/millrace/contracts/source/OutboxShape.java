package io.millrace.contracts.source;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.source.Outbox.Payload;
import io.millrace.contracts.source.Outbox.RouteBy;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a table is the outbox that a source says it is. */
public final class OutboxShape {
    private static final List<String> JSON_TYPES = List.of("json", "jsonb", "text", "character varying");
    private static final List<String> AVRO_TYPES = List.of("bytea");
    private static final List<String> TIME_TYPES = List.of("timestamp with time zone", "timestamp without time zone");
    private static final List<String> TEXT_TYPES = List.of("text", "character varying");

    private final Outbox outbox;
    private final TableShape table;
    private final List<String> problems = new ArrayList<>();

    private OutboxShape(Outbox outbox, TableShape table) {
        this.outbox = outbox;
        this.table = table;
    }

    /** What is wrong, a sentence each with its repair; empty if nothing. */
    public static List<String> problems(Outbox outbox, TableShape table) {
        OutboxShape check = new OutboxShape(outbox, table);
        check.run();
        return List.copyOf(check.problems);
    }

    private void run() {
        OutboxColumns columns = outbox.columns();
        always("id", columns.id());
        always("aggregateId", columns.aggregateId());
        always("type", columns.type());
        if (outbox.routeBy() == RouteBy.AGGREGATE_TYPE) {
            always("aggregateType", columns.aggregateType());
        } else if (!columns.aggregateType().equals(OutboxColumns.DEFAULTS.aggregateType())) {
            column("aggregateType", columns.aggregateType());
        }
        column("payload", columns.payload())
                .ifPresent(
                        column -> typed("payload", column, outbox.payload() == Payload.JSON ? JSON_TYPES : AVRO_TYPES));
        columns.time().flatMap(name -> column("time", name)).ifPresent(column -> typed("time", column, TIME_TYPES));
        columns.tracing()
                .flatMap(name -> column("tracing", name))
                .ifPresent(column -> typed("tracing", column, TEXT_TYPES));
        columns.headers().forEach((header, name) -> column("headers." + header, name));
    }

    /** A column without which a row is no event. */
    private void always(String role, String name) {
        column(role, name)
                .filter(Column::nullable)
                .ifPresent(column -> problems.add("Column '" + name
                        + "' of the outbox (" + role
                        + ") may be null, and an event without it could not be sent. Run: ALTER TABLE "
                        + outbox.qualifiedName() + " ALTER COLUMN " + name + " SET NOT NULL;"));
    }

    private Optional<Column> column(String role, String name) {
        Optional<Column> found = table.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
        if (found.isEmpty()) {
            problems.add("The outbox has no column '" + name + "' (columns." + role + "). "
                    + NearestMatch.hint(
                            name, table.columns().stream().map(Column::name).toList()));
        } else if (found.get().generated()) {
            problems.add("Column '" + name + "' of the outbox (columns." + role
                    + ") is generated, and PostgreSQL does not log it. Name another.");
            return Optional.empty();
        }
        return found;
    }

    private void typed(String role, Column column, List<String> allowed) {
        String plain = column.type().replaceAll("\\([0-9, ]*\\)", "");
        if (!allowed.contains(plain)) {
            problems.add("Column '" + column.name() + "' of the outbox (columns." + role + ") is of type "
                    + column.type() + ". Allowed"
                    + (role.equals("payload")
                            ? " with 'payload: " + (outbox.payload() == Payload.JSON ? "json" : "avro") + "'"
                            : "")
                    + ": " + String.join(", ", allowed) + ".");
        }
    }
}
