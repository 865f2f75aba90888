package io.millrace.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.compatibility.DemandedStep;
import io.millrace.contracts.compatibility.Difference;
import io.millrace.contracts.compatibility.Impact;
import io.millrace.contracts.compatibility.ProductDifference;
import io.millrace.contracts.compatibility.ProductDifference.Affected;
import io.millrace.contracts.compatibility.VersionStep;
import java.util.ArrayList;
import java.util.List;

/** What {@code diff} found, for people and for programs. */
final class DiffReport {
    private DiffReport() {}

    static List<String> text(List<ProductDifference> products) {
        if (products.isEmpty()) {
            return List.of("no difference");
        }
        List<String> lines = new ArrayList<>();
        for (ProductDifference product : products) {
            lines.add(product.product() + " " + product.from() + " -> " + product.to());
            String subject = "";
            for (Difference difference : product.differences()) {
                if (!difference.subject().equals(subject)) {
                    subject = difference.subject();
                    lines.add("  " + subject);
                }
                lines.add(
                        "    " + difference.impact().words() + ": " + difference.element() + ": " + difference.what());
                lines.add("      " + difference.why());
            }
            for (DemandedStep step : product.steps()) {
                lines.add("  " + (step.taken() ? "version ok: " : "version step missing: ") + step.subject() + " "
                        + step.from() + " -> " + step.to() + ", demanded is "
                        + step.demanded().words()
                        + (step.taken() ? "" : ": " + step.enough() + " or later"));
            }
            for (Affected consumer : product.affected()) {
                lines.add("  consumer to tell: " + consumer.principal() + " (role " + consumer.role() + "), reads "
                        + consumer.topic());
            }
        }
        lines.add(summary(products));
        return lines;
    }

    private static String summary(List<ProductDifference> products) {
        long missing = products.stream()
                .flatMap(product -> product.steps().stream())
                .filter(step -> !step.taken())
                .count();
        return count(products, Impact.BREAKING) + " breaking, " + count(products, Impact.COMPATIBLE) + " compatible, "
                + count(products, Impact.DOCUMENTATION) + " documentation only; "
                + (missing == 0
                        ? "the versions say so"
                        : missing + " version step" + (missing == 1 ? "" : "s") + " missing");
    }

    private static long count(List<ProductDifference> products, Impact impact) {
        return products.stream()
                .flatMap(product -> product.differences().stream())
                .filter(difference -> difference.impact() == impact)
                .count();
    }

    static String json(List<ProductDifference> products) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode list = root.putArray("products");
        for (ProductDifference product : products) {
            ObjectNode node = list.addObject()
                    .put("product", product.product())
                    .put("from", product.from())
                    .put("to", product.to());
            ArrayNode differences = node.putArray("differences");
            product.differences()
                    .forEach(found -> differences
                            .addObject()
                            .put("subject", found.subject())
                            .put("element", found.element())
                            .put("what", found.what())
                            .put("why", found.why())
                            .put("impact", found.impact().name().toLowerCase(java.util.Locale.ROOT)));
            ArrayNode steps = node.putArray("versions");
            product.steps()
                    .forEach(step -> steps.addObject()
                            .put("subject", step.subject())
                            .put("from", step.from())
                            .put("to", step.to())
                            .put("demanded", step.demanded().words())
                            .put("taken", step.taken())
                            .put("enough", step.demanded() == VersionStep.NONE ? step.from() : step.enough()));
            ArrayNode consumers = node.putArray("consumers");
            product.affected()
                    .forEach(consumer -> consumers
                            .addObject()
                            .put("role", consumer.role())
                            .put("principal", consumer.principal())
                            .put("topic", consumer.topic()));
        }
        return root.put("versionStepMissing", products.stream().anyMatch(ProductDifference::stepMissing))
                .toPrettyString();
    }
}
