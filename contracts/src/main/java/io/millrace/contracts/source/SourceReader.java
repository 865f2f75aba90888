package io.millrace.contracts.source;

import io.millrace.contracts.naming.Environment;
import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.policy.DomainDefaults;
import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.source.CaptureRules.OnSchemaChange;
import io.millrace.contracts.source.CaptureRules.OnTruncate;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads {@code *.source.yaml}. */
public final class SourceReader {
    private static final Duration DEFAULT_HEARTBEAT = Duration.ofSeconds(10);

    /** What PostgreSQL accepts as the name of a replication slot. */
    private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");

    private static final Map<String, OnSchemaChange> SCHEMA_CHANGES =
            Map.of("follow", OnSchemaChange.FOLLOW, "additive", OnSchemaChange.ADDITIVE, "halt", OnSchemaChange.HALT);
    private static final Map<String, OnTruncate> TRUNCATIONS =
            Map.of("publish", OnTruncate.PUBLISH, "halt", OnTruncate.HALT);

    static final Pattern TABLE = Pattern.compile("[^.\\s]+\\.[^.\\s]+");

    private final Map<String, DomainDefaults> domains;
    private final Environment environment;
    private final Problems problems;

    /** @param domains that a table may belong to, by name */
    public SourceReader(Map<String, DomainDefaults> domains, Environment environment, Problems problems) {
        this.domains = Map.copyOf(domains);
        this.environment = environment;
        this.problems = problems;
    }

    /** Reads a source; empty where it lacks what everything else needs. All that is wrong is noted. */
    public Optional<SourceDescriptor> read(Fields document) {
        Optional<Sited<String>> name = document.requiredText("source");
        name.filter(found -> !Topics.isLegalPart(found.value()))
                .ifPresent(found -> problems.error(
                        found.at(),
                        "'" + found.value() + "' cannot name a source: it must be lower-case letters, digits, hyphens"
                                + " and underscores."));
        document.word("type", Map.of("postgresql", true));
        if (!document.keys().contains("type")) {
            problems.error(document.at(), "'type' is missing. Allowed: postgresql.");
        }
        Optional<Fields> connection = document.object("connection");
        if (!document.keys().contains("connection")) {
            problems.error(document.at(), "'connection' is missing: a map with host, port, database and user.");
        }
        String defaultSlot =
                "millrace_" + name.map(found -> found.value().replace('-', '_')).orElse("");
        Optional<Sited<String>> slot = document.text("slot");
        slot.filter(found -> !SLOT.matcher(found.value()).matches())
                .ifPresent(found -> problems.error(
                        found.at(),
                        "'" + found.value() + "' cannot name a replication slot: lower-case letters, digits and"
                                + " underscores, at most 63."));
        Optional<Sited<String>> publication = document.text("publication");
        Optional<Sited<SnapshotMode>> snapshot = document.word("snapshot", SnapshotMode.WORDS);
        Optional<Sited<Duration>> heartbeat = document.duration("heartbeat");
        Optional<Sited<Long>> walBudget = document.size("walBudget");
        Optional<Fields> section = document.object("outbox");
        List<CapturedTable> tables = tables(document, section.isPresent());
        Optional<Outbox> outbox = section.flatMap(found -> new OutboxReader(domains, environment, problems)
                .read(found, name.map(Sited::value).orElse("")));
        outbox.ifPresent(found -> once(found, tables));
        document.informative("description");
        document.close();
        Optional<SourceConnection> found = connection.flatMap(new ConnectionReader(problems)::read);
        if (name.isEmpty() || found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SourceDescriptor(
                name.get().value(),
                found.get(),
                slot.map(Sited::value).orElse(defaultSlot),
                publication.map(Sited::value).orElse(defaultSlot),
                snapshot.map(Sited::value).orElse(SnapshotMode.INITIAL),
                heartbeat.map(Sited::value).orElse(DEFAULT_HEARTBEAT),
                walBudget.map(bytes -> OptionalLong.of(bytes.value())).orElse(OptionalLong.empty()),
                tables,
                outbox,
                environment.prefixed(Topics.offsets(name.get().value())),
                document.at().location()));
    }

    private void once(Outbox outbox, List<CapturedTable> tables) {
        if (tables.stream().anyMatch(table -> table.qualifiedName().equals(outbox.qualifiedName()))) {
            problems.error(
                    new Place(outbox.location(), "outbox"),
                    "Table '" + outbox.qualifiedName() + "' is the outbox and stands under 'tables' too: its rows are"
                            + " events or changes, not both. Take it out of one of the two.");
        }
    }

    private List<CapturedTable> tables(Fields document, boolean hasOutbox) {
        OnSchemaChange onSchemaChange = document.word("onSchemaChange", SCHEMA_CHANGES)
                .map(Sited::value)
                .orElse(CaptureRules.DEFAULT.onSchemaChange());
        List<Fields> entries = document.objects("tables");
        if (entries.isEmpty() && !hasOutbox) {
            problems.error(
                    document.key("tables").orElse(document.at()),
                    "'tables' needs at least one entry: what is not listed is not captured.");
        }
        List<CapturedTable> tables = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        for (Fields entry : entries) {
            CaptureRules rules = new CaptureRules(
                    entry.texts("exclude").stream().map(Sited::value).toList(), onTruncate(entry), onSchemaChange);
            table(entry, seen).map(table -> table.withRules(rules)).ifPresent(tables::add);
        }
        return tables;
    }

    private OnTruncate onTruncate(Fields entry) {
        Optional<Sited<String>> cleared =
                entry.text("onTruncate").filter(found -> found.value().equals("clear"));
        if (cleared.isPresent()) {
            problems.error(
                    cleared.get().at(),
                    "A TRUNCATE cannot clear anything: which keys the table had is not in the log. Write 'halt' or"
                            + " 'publish', and let the application DELETE.");
            return OnTruncate.HALT;
        }
        return entry.word("onTruncate", TRUNCATIONS).map(Sited::value).orElse(CaptureRules.DEFAULT.onTruncate());
    }

    private Optional<CapturedTable> table(Fields entry, Map<String, Place> seen) {
        Optional<Sited<String>> table = entry.requiredText("table");
        Optional<Sited<String>> domain = entry.requiredText("domain");
        Optional<Sited<String>> entity = entry.text("entity");
        List<String> key = new KeyColumns(problems).read(entry, table.map(Sited::value));
        Optional<Sited<Integer>> partitions = entry.positive("partitions");
        Optional<Sited<Duration>> retention = entry.duration("retention");
        entry.informative("description");
        entry.close();
        if (table.isEmpty() || domain.isEmpty()) {
            return Optional.empty();
        }
        String written = table.get().value();
        if (!TABLE.matcher(written).matches()) {
            problems.error(table.get().at(), "'" + written + "' must be schema and table, such as 'public.orders'.");
            return Optional.empty();
        }
        Place before = seen.putIfAbsent(written, table.get().at());
        if (before != null) {
            problems.error(
                    table.get().at(), "Table '" + written + "' stands twice, first at " + before.location() + ".");
        }
        DomainDefaults defaults = domains.get(domain.get().value());
        if (defaults == null) {
            problems.error(
                    domain.get().at(),
                    "There is no domain '" + domain.get().value() + "' (a domain.yaml in its folder). "
                            + NearestMatch.hint(domain.get().value(), domains.keySet()));
            return Optional.empty();
        }
        String tableName = written.substring(written.indexOf('.') + 1);
        String entityName = entity.map(Sited::value).orElseGet(() -> tableName.replace('_', '-'));
        if (!Topics.isLegalPart(entityName)) {
            problems.error(
                    entity.map(Sited::at).orElse(table.get().at()),
                    "'" + entityName + "' cannot name an entity: its topic is named by it, so it must be lower-case"
                            + " letters, digits, hyphens and underscores. Write 'entity'.");
        }
        return Optional.of(new CapturedTable(
                written.substring(0, written.indexOf('.')),
                tableName,
                defaults.name(),
                entityName,
                environment.prefixed(Topics.changes(defaults.name(), entityName)),
                key,
                partitions.map(Sited::value).orElse(defaults.partitions()),
                retention.map(Sited::value).orElse(defaults.retention()),
                List.of(),
                Optional.empty(),
                CaptureRules.DEFAULT,
                defaults.replication()));
    }
}
