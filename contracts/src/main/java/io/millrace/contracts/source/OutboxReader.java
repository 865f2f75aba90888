package io.millrace.contracts.source;

import io.millrace.contracts.naming.Environment;
import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.policy.DomainDefaults;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.Outbox.EventTopic;
import io.millrace.contracts.source.Outbox.Payload;
import io.millrace.contracts.source.Outbox.Route;
import io.millrace.contracts.source.Outbox.RouteBy;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the {@code outbox} of a {@code *.source.yaml}. */
final class OutboxReader {
    private static final String HALT = "halt";
    private static final Map<String, RouteBy> ROUTE_BY =
            Map.of("type", RouteBy.TYPE, "aggregateType", RouteBy.AGGREGATE_TYPE);
    private static final Map<String, Payload> PAYLOADS = Map.of("json", Payload.JSON, "avro", Payload.AVRO);
    private static final Map<String, Boolean> SNAPSHOTS = Map.of("publish", true, "skip", false);
    private static final Pattern HEADER = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    /** Headers with a meaning of their own: those of CloudEvents, and ours. */
    private static final Pattern RESERVED = Pattern.compile("ce_.*|mr-.*|content-type|source-epoch|snapshot-.*");

    private final Map<String, DomainDefaults> domains;
    private final Environment environment;
    private final Problems problems;

    OutboxReader(Map<String, DomainDefaults> domains, Environment environment, Problems problems) {
        this.domains = domains;
        this.environment = environment;
        this.problems = problems;
    }

    /** Reads the section; empty where it lacks what everything else needs. */
    Optional<Outbox> read(Fields section, String source) {
        Optional<Sited<String>> table = section.requiredText("table");
        Optional<Sited<String>> domain = section.requiredText("domain");
        Optional<Sited<RouteBy>> routeBy = section.word("routeBy", ROUTE_BY);
        Optional<Sited<Payload>> payload = section.word("payload", PAYLOADS);
        Optional<Sited<Boolean>> existing = section.word("existing", SNAPSHOTS);
        Optional<Sited<String>> eventSource = section.text("eventSource");
        Optional<Sited<String>> undeclared = section.text("undeclared");
        OutboxColumns columns = columns(section);
        List<Fields> entries = section.objects("events");
        section.informative("description");
        Optional<DomainDefaults> defaults = domain.flatMap(this::domain);
        List<Route> routes =
                defaults.map(home -> routes(section, entries, home)).orElse(List.of());
        Optional<EventTopic> rest = defaults.flatMap(home -> undeclared
                .filter(found -> !found.value().equals(HALT))
                .flatMap(found -> topic(found.value(), found.at(), home)));
        section.close();
        if (table.isEmpty() || defaults.isEmpty()) {
            return Optional.empty();
        }
        String written = table.get().value();
        if (!SourceReader.TABLE.matcher(written).matches()) {
            problems.error(table.get().at(), "'" + written + "' must be schema and table, such as 'public.outbox'.");
            return Optional.empty();
        }
        int dot = written.indexOf('.');
        return Optional.of(new Outbox(
                written.substring(0, dot),
                written.substring(dot + 1),
                columns,
                routeBy.map(Sited::value).orElse(RouteBy.TYPE),
                routes,
                rest,
                payload.map(Sited::value).orElse(Payload.JSON),
                existing.map(Sited::value).orElse(true),
                eventSource.map(Sited::value).orElse(source + "/" + written),
                Optional.empty(),
                section.at().location()));
    }

    private List<Route> routes(Fields section, List<Fields> entries, DomainDefaults home) {
        if (entries.isEmpty()) {
            problems.error(
                    section.key("events").orElse(section.at()),
                    "'events' needs at least one entry: what is not listed has no topic.");
        }
        List<Route> routes = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Fields entry : entries) {
            Optional<Sited<String>> match = entry.requiredText("match");
            Optional<Sited<String>> event = entry.text("event");
            Optional<Sited<String>> domain = entry.text("domain");
            entry.informative("description");
            entry.close();
            Optional<DomainDefaults> owner = domain.isEmpty() ? Optional.of(home) : domain.flatMap(this::domain);
            if (match.isEmpty() || owner.isEmpty() || !isMatch(match.get(), event, seen)) {
                continue;
            }
            String name = event.map(Sited::value)
                    .orElseGet(() -> Topics.kebab(match.get().value()));
            topic(name, event.map(Sited::at).orElse(match.get().at()), owner.get())
                    .ifPresent(topic -> routes.add(new Route(match.get().value(), topic)));
        }
        return routes;
    }

    private boolean isMatch(Sited<String> match, Optional<Sited<String>> event, Map<String, Place> seen) {
        Place before = seen.putIfAbsent(match.value(), match.at());
        if (before != null) {
            problems.error(match.at(), "'" + match.value() + "' stands twice, first at " + before.location() + ".");
            return false;
        }
        int star = match.value().indexOf('*');
        if (star >= 0 && match.value().indexOf('*', star + 1) >= 0) {
            problems.error(match.at(), "'" + match.value() + "' has more than one '*'. Write one pattern for each.");
            return false;
        }
        if (star >= 0 && event.isEmpty()) {
            problems.error(match.at(), "A pattern takes rows of several kinds, so their topic is open. Write 'event'.");
            return false;
        }
        return true;
    }

    private Optional<EventTopic> topic(String event, Place at, DomainDefaults owner) {
        if (!Topics.isLegalPart(event)) {
            problems.error(
                    at,
                    "'" + event + "' cannot name an event: its topic is named by it, so it must be lower-case letters,"
                            + " digits, hyphens and underscores. Write 'event'.");
            return Optional.empty();
        }
        return Optional.of(new EventTopic(
                owner.name(),
                event,
                environment.prefixed(Topics.events(owner.name(), event)),
                owner.partitions(),
                owner.retention()));
    }

    private Optional<DomainDefaults> domain(Sited<String> name) {
        DomainDefaults found = domains.get(name.value());
        if (found == null) {
            problems.error(
                    name.at(),
                    "There is no domain '" + name.value() + "' (a domain.yaml in its folder). "
                            + NearestMatch.hint(name.value(), domains.keySet()));
        }
        return Optional.ofNullable(found);
    }

    private OutboxColumns columns(Fields section) {
        OutboxColumns defaults = OutboxColumns.DEFAULTS;
        return section.object("columns")
                .map(map -> {
                    OutboxColumns columns = new OutboxColumns(
                            name(map, "id").orElse(defaults.id()),
                            name(map, "aggregateType").orElse(defaults.aggregateType()),
                            name(map, "aggregateId").orElse(defaults.aggregateId()),
                            name(map, "type").orElse(defaults.type()),
                            name(map, "payload").orElse(defaults.payload()),
                            name(map, "time"),
                            name(map, "tracing"),
                            map.object("headers").map(this::headers).orElse(Map.of()));
                    map.close();
                    return columns;
                })
                .orElse(defaults);
    }

    private static Optional<String> name(Fields map, String key) {
        return map.text(key).map(Sited::value);
    }

    private Map<String, String> headers(Fields map) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header : map.keys()) {
            map.text(header).ifPresent(column -> {
                if (!HEADER.matcher(header).matches()
                        || RESERVED.matcher(header).matches()) {
                    problems.error(
                            map.key(header).orElse(map.at()),
                            "'" + header + "' cannot name a header here: lower-case letters, digits, hyphens and"
                                    + " underscores; not content-type, nor what starts with ce_, mr-, source-epoch or"
                                    + " snapshot-, which have a meaning of their own.");
                } else {
                    headers.put(header, column.value());
                }
            });
        }
        map.close();
        return headers;
    }
}
