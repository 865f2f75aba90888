package io.millrace.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.plan.HeaderLookup;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.plan.RecordPlan;
import io.millrace.runtime.plan.Row;
import io.millrace.runtime.record.Outcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** A change event in Debezium JSON through its plan, beside the same work on a Jackson tree. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ChangeJsonBenchmark {
    private static final int EVENTS = 1024;
    private static final byte[] KEY = "1".getBytes(UTF_8);

    /** Whether values carry the schema block. */
    @Param({"true", "false"})
    public boolean schema;

    private List<byte[]> values;
    private RecordPlan plan;
    private Row row;
    private JacksonTree tree;
    private int next;

    /** JMH sets the parameters, then calls {@link #prepare}. */
    @SuppressWarnings("NullAway.Init")
    public ChangeJsonBenchmark() {}

    /** Compiles the plan, and makes sure that both ways give the same bytes. */
    @Setup
    public void prepare() throws IOException {
        Product product = ChangeJson.product();
        OutputPort output = product.outputPorts().get(0);
        plan = InputPlans.compile(
                        product.inputPorts().get(0),
                        List.of(output),
                        Map.of(output.name(), 2),
                        KeyRing.inMemory(Set.of()))
                .forJson();
        row = plan.newRow();
        tree = new JacksonTree(ContractSchema.of(output.contract()));
        values = ChangeJson.values(EVENTS, schema);
        for (byte[] value : values) {
            if (!(plan(value) instanceof Outcome.Accepted accepted)
                    || !Arrays.equals(accepted.value(), tree.convert(value))) {
                throw new IllegalStateException("the two ways differ");
            }
        }
    }

    @Benchmark
    public Outcome recordPlan() {
        next = (next + 1) & (EVENTS - 1);
        return plan(values.get(next));
    }

    @Benchmark
    public byte[] jacksonTree() throws IOException {
        next = (next + 1) & (EVENTS - 1);
        return tree.convert(values.get(next));
    }

    private Outcome plan(byte[] value) {
        if (plan.read(KEY, value, HeaderLookup.NONE, row).isPresent()) {
            throw new IllegalStateException("refused");
        }
        return plan.evaluate(0, row);
    }
}
