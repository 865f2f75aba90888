package io.millrace.runtime.plan;

import io.millrace.contracts.product.EventTime;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.RowInputs;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.mask.Pseudonyms;
import io.millrace.runtime.structure.AvroReader;
import io.millrace.runtime.structure.JsonReader;
import io.millrace.runtime.structure.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one input port and the output ports that read it, short of the writer's schema: from it the plan
 * for each writer schema is compiled. Immutable and shared.
 */
public final class InputPlans {
    private final InputPort input;
    private final Layout layout = new Layout();
    private final RecordFacts facts = new RecordFacts(layout);
    private final Pseudonyms pseudonyms;
    private final List<PortSpec> ports = new ArrayList<>();
    /** What is inside records, arrays and maps: each has scratch of its own in a row. */
    private final List<NestedSpec> nested = new ArrayList<>();

    private final List<PlanProblem> problems = new ArrayList<>();
    private final Map<Integer, Integer> beforeOfAfter;
    private final OmittedColumns omitted;
    private final @Nullable ChangeEnvelope envelope;
    private final @Nullable CloudEventReader cloudEvents;
    private final ValueSpec.@Nullable AtPath identity;
    private final ValueSpec.@Nullable AtPath eventTime;
    private final ValueSpec.@Nullable Computed deleteWhen;
    private final @Nullable RecordPlan jsonPlan;
    private final RecordPlan tombstonePlan;

    private InputPlans(InputPort input, List<OutputPort> outputs, Map<String, Integer> schemaIds, KeyRing keys) {
        this.input = input;
        this.pseudonyms = new Pseudonyms(keys);
        this.envelope = input.format().isChange() ? new ChangeEnvelope(layout) : null;
        InputPaths paths = new InputPaths(input, layout, facts);
        for (int port = 0; port < outputs.size(); port++) {
            compilePort(port, outputs.get(port), schemaIds, paths);
        }
        this.identity = identityPath(input.identity())
                .flatMap(path -> paths.slot(path, atInput("identity")))
                .orElse(null);
        this.eventTime = input.eventTime()
                .map(EventTime::path)
                .flatMap(path -> paths.slot(path, atInput("event time")))
                .orElse(null);
        this.deleteWhen = input.records()
                .deleteWhen()
                .flatMap(text -> paths.condition(text.text(), problem -> problems.add(ofDeleteWhen(problem))))
                .orElse(null);
        verifyIdentity();
        this.beforeOfAfter = paths.beforeOfAfter();
        this.omitted = new OmittedColumns(layout, paths.before());
        // Layouts are complete from here on: the JSON readers add the steps on the way as the last slots.
        this.cloudEvents = input.format() == InputFormat.CLOUDEVENTS ? new CloudEventReader(layout) : null;
        @Nullable InputReader json = jsonReader();
        refuseIfAny(problems);
        List<PortPlan> ofKey = ofKey(outputs);
        this.tombstonePlan = new RecordPlan(
                this,
                new TombstoneReader(envelope != null || !ofKey.isEmpty()),
                null,
                ofKey,
                EventIdentity.NONE,
                null,
                null,
                Map.of(),
                Set.of());
        this.jsonPlan = json == null ? null : bind(json);
    }

    /** A Java topology says by a record without a value that a row is gone; elsewhere such a record has no row. */
    private List<PortPlan> ofKey(List<OutputPort> outputs) {
        boolean saysKey = outputs.stream()
                .map(OutputPort::contract)
                .allMatch(contract -> contract.inputs().combine() == RowInputs.Combine.TOPOLOGY
                        && !contract.keyFields().isEmpty());
        return saysKey ? ports.stream().map(PortSpec::ofKey).toList() : List.of();
    }

    /**
     * Compiles the contracts that read an input port.
     *
     * @param input the input port
     * @param outputs the output ports whose contract reads it; their order is the port index of {@link RecordPlan}
     * @param outputSchemaIds registry id of each output port's value schema, by port name
     * @param keys secrets of the join domains the contracts use
     * @throws PlanException with all problems found, missing keys included
     */
    public static InputPlans compile(
            InputPort input, List<OutputPort> outputs, Map<String, Integer> outputSchemaIds, KeyRing keys) {
        return new InputPlans(input, outputs, outputSchemaIds, keys);
    }

    private void compilePort(int port, OutputPort output, Map<String, Integer> schemaIds, InputPaths paths) {
        Integer schemaId = schemaIds.get(output.name());
        if (schemaId == null) {
            problems.add(PlanProblem.at(
                    output.contract().location(),
                    "output port '" + output.name() + "' has no schema id; register its schema first."));
        } else {
            InputPaths ofContract = switch (output.contract().inputs().combine()) {
                case UNION -> paths.as(output.contract().inputs().first());
                case TOPOLOGY -> paths.as(RowInputs.HANDED_OVER);
                case NONE, MERGE -> paths;
            };
            new PortCompiler(
                            output,
                            ofContract,
                            input.format().isChange(),
                            pseudonyms,
                            new NestedCompiler(pseudonyms, nested),
                            problems::add)
                    .compile(port, schemaId)
                    .ifPresent(ports::add);
        }
    }

    private static Optional<FieldPath> identityPath(Identity identity) {
        if (identity instanceof Identity.LatestVersion latest) {
            return Optional.of(latest.path());
        }
        return identity instanceof Identity.EventId byId ? byId.path() : Optional.empty();
    }

    private void verifyIdentity() {
        boolean byId = input.identity() instanceof Identity.EventId;
        if (input.identity() instanceof Identity.Position && envelope == null) {
            atInput("identity")
                    .accept("is position, which only change events have; format "
                            + input.format().text() + " allows event-id or none.");
        } else if (byId
                && ((Identity.EventId) input.identity()).path().isEmpty()
                && input.format() != InputFormat.CLOUDEVENTS) {
            atInput("identity")
                    .accept("is event-id without a path, which only CloudEvents have; name the path of the id.");
        }
    }

    private Consumer<String> atInput(String part) {
        return problem -> problems.add(PlanProblem.of(inputText(part, problem)));
    }

    private @Nullable InputReader jsonReader() {
        if (cloudEvents != null) {
            return cloudEvents;
        }
        if (input.format() == InputFormat.DEBEZIUM_JSON) {
            return new ChangeJsonReader(layout, input);
        }
        return input.format() == InputFormat.JSON ? new JsonInputReader(JsonReader.compile(layout)) : null;
    }

    /**
     * The plan for values written with a schema (formats {@code debezium-avro} and {@code avro}). Compiles: callers
     * keep it by schema id.
     *
     * @throws PlanException where the schema lacks a path that a contract reads, or has it in a type the contract
     *     cannot take
     */
    public RecordPlan forWriter(Schema writer) {
        if (jsonPlan != null) {
            throw new IllegalStateException("input port '" + input.name() + "' has format "
                    + input.format().text() + ", which has no writer schemas; use forJson");
        }
        if (writer.getType() != Schema.Type.RECORD) {
            throw new PlanException(List.of(PlanProblem.of("input port '" + input.name()
                    + "': the writer's schema is a " + writer.getType().getName() + "; a record is wanted.")));
        }
        InputReader reader = new AvroInputReader(AvroReader.compile(writer, layout), writer.getFullName());
        if (envelope == null) {
            return bind(reader);
        }
        if (reader.type(envelope.operationSlot()).isEmpty()) {
            throw new PlanException(List.of(PlanProblem.of("input port '" + input.name() + "': the writer's schema '"
                    + writer.getFullName() + "' is no change event envelope: it has no field 'op'.")));
        }
        // Debezium's logical messages have an envelope of their own, without a row.
        boolean hasRow = writer.getField("after") != null;
        return hasRow
                ? bind(reader)
                : new RecordPlan(this, reader, envelope, List.of(), EventIdentity.NONE, null, null, Map.of(), Set.of());
    }

    private RecordPlan bind(InputReader reader) {
        WriterBinding binding = new WriterBinding(reader, facts, envelope != null);
        List<PortPlan> plans = new ArrayList<>();
        ports.forEach(port -> binding.port(port).ifPresent(plans::add));
        EventIdentity identity = identity(binding);
        @Nullable
        InputValue time = eventTime == null
                ? null
                : binding.time(
                                eventTime,
                                problem -> binding.problems().add(PlanProblem.of(inputText("event time", problem))))
                        .orElse(null);
        @Nullable
        DeleteRule deletes = deleteWhen == null
                ? null
                : binding.condition(deleteWhen, problem -> binding.problems().add(ofDeleteWhen(problem)))
                        .map(DeleteRule::new)
                        .orElse(null);
        refuseIfAny(binding.problems());
        return new RecordPlan(
                this, reader, envelope, plans, identity, time, deletes, sameTyped(reader), binding.defaulted());
    }

    private EventIdentity identity(WriterBinding binding) {
        Consumer<String> where = problem -> binding.problems().add(PlanProblem.of(inputText("identity", problem)));
        if (identity != null && input.identity() instanceof Identity.LatestVersion latest) {
            Optional<InputValue> version = latest.type() == Identity.VersionType.TIME
                    ? binding.time(identity, where)
                    : binding.path(identity, Simple.LONG, where);
            return version.<EventIdentity>map(EventIdentity.OfVersion::new).orElse(EventIdentity.NONE);
        }
        if (identity != null) {
            return binding.path(identity, Simple.STRING, where)
                    .<EventIdentity>map(EventIdentity.OfField::new)
                    .orElse(EventIdentity.NONE);
        }
        return cloudEvents != null && input.identity() instanceof Identity.EventId
                ? new EventIdentity.OfSlots(List.of(cloudEvents.sourceSlot(), cloudEvents.idSlot()))
                : EventIdentity.NONE;
    }

    private PlanProblem ofDeleteWhen(String problem) {
        String message = inputText("deleteWhen", problem);
        return input.records()
                .deleteWhen()
                .map(text -> PlanProblem.at(text.location(), message))
                .orElseGet(() -> PlanProblem.of(message));
    }

    private String inputText(String part, String problem) {
        return "input port '" + input.name() + "': its " + part + " " + problem;
    }

    /** The pairs of slots that mean the same in this reader; where they do not, a delete has no such value. */
    private Map<Integer, Integer> sameTyped(InputReader reader) {
        Map<Integer, Integer> pairs = new java.util.HashMap<>(beforeOfAfter);
        pairs.entrySet().removeIf(pair -> !reader.type(pair.getKey()).equals(reader.type(pair.getValue())));
        return pairs;
    }

    private static void refuseIfAny(List<PlanProblem> problems) {
        if (!problems.isEmpty()) {
            throw new PlanException(problems);
        }
    }

    /** The plan for formats {@code json}, {@code cloudevents} and {@code debezium-json}; the same instance each time. */
    public RecordPlan forJson() {
        if (jsonPlan == null) {
            throw new IllegalStateException("input port '" + input.name() + "' has format "
                    + input.format().text() + ", whose plans belong to writer schemas; use forWriter");
        }
        return jsonPlan;
    }

    /**
     * The plan for Avro formats where the record has no value and so no writer schema: a tombstone is a control
     * record of a change topic, says of what a Java topology hands over that the row of its key is gone, and is
     * malformed elsewhere. The same instance each time.
     */
    public RecordPlan forTombstone() {
        return tombstonePlan;
    }

    /** Scratch for one thread, good for every plan of this instance. */
    public Row newRow() {
        int fields = ports.stream()
                .mapToInt(port -> port.core().fields().size())
                .max()
                .orElse(0);
        return new Row(layout.size(), fields, ports.size(), pseudonyms.newScratch(), nested);
    }

    OmittedColumns omitted() {
        return omitted;
    }

    RecordFacts facts() {
        return facts;
    }

    int ports() {
        return ports.size();
    }

    boolean needsKey() {
        return !(input.identity() instanceof Identity.None);
    }
}
