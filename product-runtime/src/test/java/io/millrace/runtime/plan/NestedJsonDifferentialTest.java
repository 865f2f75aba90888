package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.plan.NestedTriples.Node;
import io.millrace.runtime.record.Outcome;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The differential test for nested JSON: random contracts over random texts, with objects, arrays and maps, also such
 * as stand in a string. More triples with {@code -Dmillrace.differential.triples=1000000}, the same again with
 * {@code -Dmillrace.seed=...}.
 */
class NestedJsonDifferentialTest {
    private static final int RECORDS_PER_CONTRACT = 8;

    @Test
    void shouldMakeOfEveryNestedJsonTextWhatTheContractMeans() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        int triples = Integer.getInteger("millrace.differential.triples", 20_000);
        System.out.println("nested JSON differential seed " + seed + ", triples " + triples);
        int accepted = 0;
        for (int i = 0; i < triples / RECORDS_PER_CONTRACT; i++) {
            accepted += contract(seed + i);
        }
        System.out.println("accepted " + accepted);
        assertThat(accepted).as("enough records get through to compare values").isGreaterThan(triples / 10);
    }

    private static int contract(long seed) {
        Random random = new Random(seed);
        NestedTriples.Pair pair = new NestedTriples(random).next();
        OutputPort port = Declared.port("in")
                .history()
                .withFields(pair.fields().stream().map(Node::field).toList())
                .build();
        var runner = new PlanRunner(Declared.input("in", InputFormat.JSON, new Identity.None()), port);
        int accepted = 0;
        for (int i = 0; i < RECORDS_PER_CONTRACT; i++) {
            JsonTree.Entries sent = new RandomJson(random).record(pair.writer());
            String text = JsonTree.render(sent, random);
            Outcome actual = runner.json(text);
            accepted += NestedDifferentialTest.compare(
                    runner, pair, sent, ReferenceInput.JSON, actual, "seed " + seed + " record " + i + " " + text);
        }
        return accepted;
    }
}
