package io.millrace.bench.micro;

import io.millrace.bench.load.Event;
import io.millrace.bench.load.Events;
import io.millrace.bench.load.Kind;
import io.millrace.bench.mesh.BenchMesh;
import io.millrace.bench.mesh.RunNames;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.plan.HeaderLookup;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.plan.RecordPlan;
import io.millrace.runtime.plan.Row;
import io.millrace.runtime.record.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One record through its plan: read, check, mask, write. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PlanBenchmark {
    private static final int EVENTS = 4096;

    /** A product of the ladder. */
    @Param({"structure", "masks", "checks"})
    public String product = "structure";

    /** Bytes of a value. */
    @Param({"200", "300", "1024"})
    public int size;

    private final List<Event> events = new ArrayList<>();
    private RecordPlan plan;
    private Row row;
    private int next;

    /** JMH sets the parameters, then calls {@link #prepare}. */
    @SuppressWarnings("NullAway.Init")
    public PlanBenchmark() {}

    /** Compiles the plan, as a product does on the first record of a schema. */
    @Setup
    public void prepare() throws IOException {
        Path folder = Files.createTempDirectory("plan-benchmark");
        BenchMesh mesh = BenchMesh.load(folder);
        Product found = mesh.product(product, RunNames.of("micro", "bench.in"));
        SchemaRegistry registry = mesh.registry(found);
        InputPort input = found.inputPorts().get(0);
        OutputPort output = found.outputPorts().get(0);
        InputPlans plans = InputPlans.compile(
                input,
                List.of(output),
                Map.of(output.name(), 2),
                KeyRing.generate(folder.resolve("keys"), BenchMesh.JOIN_DOMAINS));
        plan = plans.forWriter(registry.schemaById(Events.SCHEMA_ID).orElseThrow());
        row = plan.newRow();
        var source = new Events(1, size, 1_700_000_000_000_000L);
        for (long index = 0; events.size() < EVENTS; index++) {
            if (source.kind(index) == Kind.VALID) {
                events.add(source.event(index));
            }
        }
    }

    @Benchmark
    public Outcome record() {
        next = (next + 1) & (EVENTS - 1);
        Event event = events.get(next);
        if (plan.read(event.key(), event.value(), HeaderLookup.NONE, row).isPresent()) {
            throw new IllegalStateException("refused");
        }
        return plan.evaluate(0, row);
    }
}
