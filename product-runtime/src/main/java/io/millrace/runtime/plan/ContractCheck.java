package io.millrace.runtime.plan;

import io.millrace.contracts.avro.ChangeSchema;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.mask.MaskKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compiles the contracts of a product without a cluster, a registry or keys. What depends on a writer's schema is not
 * judged, unless the captured table is locked: the types of the paths into Avro and Debezium inputs.
 */
public final class ContractCheck {
    private ContractCheck() {}

    /** What the start of the product would refuse for its contracts; empty where they compile. */
    public static List<Problem> problems(Product product) {
        KeyRing keys = standInKeys(product);
        List<Problem> problems = new ArrayList<>();
        for (InputPort input : product.judgedInputs()) {
            List<OutputPort> outputs = onePerContract(product.portsJudging(input));
            // Ids go into records only; here none is written.
            Map<String, Integer> ids = new HashMap<>();
            outputs.forEach(output -> ids.put(output.name(), 0));
            try {
                InputPlans plans = InputPlans.compile(input, outputs, ids, keys);
                // A locked table says what ingestion will write, so that types are judged as they will be at run time.
                input.table().ifPresent(table -> plans.forWriter(ChangeSchema.of(tableName(input), table)));
            } catch (PlanException cannotRun) {
                cannotRun.found().forEach(found -> problems.add(problem(found, product)));
            }
        }
        problems.addAll(ofRows(product, keys));
        return problems;
    }

    /** Keys in place of the product's own, made now and kept nowhere: enough to compile its contracts. */
    public static KeyRing standInKeys(Product product) {
        return KeyRing.inMemory(MaskKeys.of(List.of(product)));
    }

    private static List<Problem> ofRows(Product product, KeyRing keys) {
        List<Problem> problems = new ArrayList<>();
        for (OutputPort output : onePerContract(product.outputPorts())) {
            if (output.contract().inputs().keepsRows()) {
                try {
                    RowPlan unused = RowPlan.compile(output.contract(), keys);
                } catch (PlanException cannotRun) {
                    cannotRun.found().forEach(found -> problems.add(problem(found, product)));
                }
            }
        }
        return problems;
    }

    private static String tableName(InputPort input) {
        return input.contractId().substring(input.contractId().indexOf('/') + 1);
    }

    private static Problem problem(PlanProblem found, Product product) {
        return new Problem(Problem.Level.ERROR, found.location().orElse(product.location()), "", found.message());
    }

    /** A contract that feeds several ports is compiled once, so that each of its faults is told once. */
    private static List<OutputPort> onePerContract(List<OutputPort> ports) {
        Map<String, OutputPort> byContract = new LinkedHashMap<>();
        ports.forEach(port -> byContract.putIfAbsent(port.contract().reference(), port));
        return List.copyOf(byContract.values());
    }
}
