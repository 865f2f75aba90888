package io.millrace.contracts.resolve;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.StreamChecks;
import java.util.List;

/**
 * What {@code guarantee: at-least-once} allows: records may be judged again, so whatever depends on the records before
 * must be known as it was then. Event ids are; what is written beside the outputs, without a transaction, is not.
 */
final class Repeatable {
    private final Place at;
    private final Problems problems;

    Repeatable(Place at, Problems problems) {
        this.at = at;
        this.problems = problems;
    }

    void check(List<InputPort> inputs, List<OutputPort> outputs, boolean periods) {
        for (InputPort input : inputs) {
            if (input.identity() instanceof Identity.Position || input.identity() instanceof Identity.LatestVersion) {
                refuse("the identity of input port '" + input.name() + "'");
            }
        }
        for (OutputPort output : outputs) {
            if (output.contract().inputs().keepsRows()) {
                refuse("the rows that contract '" + output.contract().id() + "' keeps");
            }
            if (!output.contract().checks().equals(StreamChecks.NONE)) {
                refuse("rules and metrics over many records of contract '"
                        + output.contract().id() + "'");
            }
        }
        if (periods) {
            refuse("the counts of 'periods'");
        }
    }

    private void refuse(String what) {
        problems.error(
                at,
                "'at-least-once' would judge records again after a fault, and " + what
                        + " would be ahead of them. Write" + " 'exactly-once', or do without.");
    }
}
