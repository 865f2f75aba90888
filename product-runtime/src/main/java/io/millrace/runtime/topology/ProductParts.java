package io.millrace.runtime.topology;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.code.CodedTopology;
import io.millrace.runtime.code.OpenTopology;
import io.millrace.runtime.code.TopologyRefusedException;
import io.millrace.runtime.deadletter.DeadLetterSchema;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.key.KeyRingException;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.period.PeriodRecord;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.plan.PlanException;
import io.millrace.runtime.plan.RowPlan;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;
import org.apache.kafka.streams.Topology;

/** A product with everything resolved that its topology needs: schema ids, compiled plans, keys. Immutable, shared. */
public final class ProductParts {
    /** No output port has such a name. */
    private static final String PERIODS = "";

    private final Product product;
    private final Map<String, WriterPlans> plans;
    private final Map<String, Integer> schemaIds;
    private final Map<String, RowPlan> rows;
    private final int deadLetterSchemaId;
    private final KeyRing keys;
    private final Handover handover;

    /**
     * What a Java topology needs; unused where there is none.
     *
     * @param registry of the cluster
     * @param inputSchemaIds ids of the schemas of the input ports' contracts, by port
     * @param rows schemas of what is handed over, known to this process only
     */
    private record Handover(SchemaRegistry registry, Map<String, Integer> inputSchemaIds, SchemaRegistry rows) {}

    private ProductParts(
            Product product,
            Map<String, WriterPlans> plans,
            Map<String, Integer> schemaIds,
            Map<String, RowPlan> rows,
            int deadLetterSchemaId,
            KeyRing keys,
            Handover handover) {
        this.handover = handover;
        this.product = product;
        this.plans = Map.copyOf(plans);
        this.schemaIds = Map.copyOf(schemaIds);
        this.rows = Map.copyOf(rows);
        this.deadLetterSchemaId = deadLetterSchemaId;
        this.keys = keys;
    }

    /**
     * Resolves a product.
     *
     * @param registry asked for the ids of the output and dead-letter schemas now, and for writer schemas while running
     * @throws UnresolvedException with all problems found
     * @throws io.millrace.contracts.registry.RegistryException where the registry does not answer
     */
    public static ProductParts resolve(Product product, SchemaRegistry registry, KeyRing keys) {
        List<String> problems = new ArrayList<>();
        Map<String, Integer> ids = new HashMap<>();
        for (OutputPort port : product.outputPorts()) {
            idOf(registry, valueSubject(port.topic()), ContractSchema.of(port.contract()), problems)
                    .ifPresent(id -> ids.put(port.name(), id));
        }
        OptionalInt deadLetters =
                idOf(registry, DeadLetterSchema.subject(product.deadLetterTopic()), DeadLetterSchema.SCHEMA, problems);
        product.delivery()
                .periods()
                .ifPresent(periods -> idOf(registry, valueSubject(periods.topic()), PeriodRecord.SCHEMA, problems)
                        .ifPresent(id -> ids.put(PERIODS, id)));
        Handover handover = new Handover(registry, inputSchemaIds(product, registry, problems), new InMemoryRegistry());
        SchemaRegistry writers = product.topology().isPresent() ? handover.rows() : registry;
        Map<String, WriterPlans> plans = new HashMap<>();
        for (InputPort input : product.judgedInputs()) {
            List<OutputPort> outputs = product.portsJudging(input);
            if (outputs.stream().allMatch(port -> ids.containsKey(port.name()))) {
                try {
                    InputPlans compiled = InputPlans.compile(input, outputs, ids, keys);
                    plans.put(input.name(), new WriterPlans(input.name(), compiled, writers));
                } catch (PlanException cannotRun) {
                    problems.addAll(cannotRun.problems());
                } catch (KeyRingException lacksKey) {
                    problems.add(String.valueOf(lacksKey.getMessage()));
                }
            }
        }
        Map<String, RowPlan> rows = rows(product, keys, problems);
        if (!problems.isEmpty()) {
            throw new UnresolvedException(problems);
        }
        return new ProductParts(product, plans, ids, rows, deadLetters.orElseThrow(), keys, handover);
    }

    /** What a Java topology reads is read in the schema of the contract, which the product that serves it registers. */
    private static Map<String, Integer> inputSchemaIds(
            Product product, SchemaRegistry registry, List<String> problems) {
        Map<String, Integer> ids = new HashMap<>();
        for (InputPort input : product.inputPorts()) {
            Optional<RowContract> contract = product.topology()
                    .flatMap(topology -> Optional.ofNullable(topology.inputs().get(input.name())));
            contract.ifPresent(found -> {
                String subject = valueSubject(input.topic());
                registry.idOf(subject, ContractSchema.of(found))
                        .ifPresentOrElse(
                                id -> ids.put(input.name(), id),
                                () -> problems.add("input port " + input.name() + ": subject " + subject
                                        + " does not hold the schema of contract " + found.reference()
                                        + ", which this product was built against; apply the version of the product that"
                                        + " serves it, or build this one against the contract that is served"));
            });
        }
        return ids;
    }

    private static Map<String, RowPlan> rows(Product product, KeyRing keys, List<String> problems) {
        Map<String, RowPlan> rows = new HashMap<>();
        for (OutputPort port : product.outputPorts()) {
            String contract = port.contract().reference();
            if (port.contract().inputs().keepsRows() && !rows.containsKey(contract)) {
                try {
                    rows.put(contract, RowPlan.compile(port.contract(), keys));
                } catch (PlanException cannotRun) {
                    problems.addAll(cannotRun.problems());
                }
            }
        }
        return rows;
    }

    /**
     * Registers what {@link #resolve} asks for: the schemas of the product's outputs and of its dead letters, and of what
     * its Java topology reads. For tests and outlines: in a cluster, products register what they serve.
     */
    public static void register(Product product, SchemaRegistry registry) {
        product.topology()
                .ifPresent(topology -> product.inputPorts()
                        .forEach(input -> Optional.ofNullable(topology.inputs().get(input.name()))
                                .ifPresent(contract ->
                                        registry.register(valueSubject(input.topic()), ContractSchema.of(contract)))));
        for (OutputPort port : product.outputPorts()) {
            registry.register(valueSubject(port.topic()), ContractSchema.of(port.contract()));
        }
        registry.register(DeadLetterSchema.subject(product.deadLetterTopic()), DeadLetterSchema.SCHEMA);
        product.delivery()
                .periods()
                .ifPresent(periods -> registry.register(valueSubject(periods.topic()), PeriodRecord.SCHEMA));
    }

    /**
     * Asks the registry something that {@link #resolve} asks as well, to see whether it is there.
     *
     * @throws io.millrace.contracts.registry.RegistryException where it does not answer, or refuses
     */
    public static void reach(Product product, SchemaRegistry registry) {
        var unused = registry.idOf(DeadLetterSchema.subject(product.deadLetterTopic()), DeadLetterSchema.SCHEMA);
    }

    /** The registry subject of a topic's values. */
    public static String valueSubject(String topic) {
        return topic + "-value";
    }

    private static OptionalInt idOf(SchemaRegistry registry, String subject, Schema schema, List<String> problems) {
        Optional<Integer> id = registry.idOf(subject, schema);
        if (id.isEmpty()) {
            problems.add("subject " + subject + " does not hold the schema of the contract; run `millrace apply`");
        }
        return id.isPresent() ? OptionalInt.of(id.get()) : OptionalInt.empty();
    }

    public Product product() {
        return product;
    }

    /**
     * Builds the topology of a product with code, to see whether it can be.
     *
     * @throws UnresolvedException with everything that stands against it
     */
    public void checkCode(ClassLoader classes) {
        Topology unused = GovernedTopology.build(
                this, TopologyEnvironment.standalone(new BalanceBoard(), InstantSource.system(), classes));
    }

    /**
     * What the product's Java topology builds, anew each time.
     *
     * @throws UnresolvedException with everything that stands against it
     */
    OpenTopology coded(ClassLoader classes) {
        try {
            return CodedTopology.build(
                    product,
                    product.topology().orElseThrow(),
                    classes,
                    handover.inputSchemaIds(),
                    handover.registry(),
                    handover.rows());
        } catch (TopologyRefusedException refused) {
            throw new UnresolvedException(refused.problems());
        }
    }

    KeyRing keys() {
        return keys;
    }

    int deadLetterSchemaId() {
        return deadLetterSchemaId;
    }

    /** Of a product that declares periods. */
    int periodSchemaId() {
        return Objects.requireNonNull(schemaIds.get(PERIODS), "no periods are declared");
    }

    int schemaId(OutputPort port) {
        return Objects.requireNonNull(schemaIds.get(port.name()), "no such output port");
    }

    /** How the rows of a port's contract, which keeps rows, are put together. */
    RowPlan rows(OutputPort port) {
        return Objects.requireNonNull(rows.get(port.contract().reference()), "its contract keeps no rows");
    }

    WriterPlans plans(InputPort input) {
        WriterPlans found = plans.get(input.name());
        if (found == null) {
            throw new IllegalArgumentException("no input port " + input.name());
        }
        return found;
    }
}
