package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.odcs.QualityRule;
import io.millrace.contracts.problem.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What contracts ask for that no output port serves. In a served contract each of it runs or is refused; here it is
 * somebody else's to run, and is told once per contract.
 */
public final class UnservedContracts {
    private UnservedContracts() {}

    /**
     * Notes rules and demands of contracts.
     *
     * @param served ids of contracts that output ports serve
     * @param read ids of contracts that input ports read: their quality rules are reported there
     */
    public static void note(
            Collection<ContractDocument> contracts, Set<String> served, Set<String> read, Problems problems) {
        for (ContractDocument contract : contracts) {
            String id = contract.id().value();
            if (served.contains(id)) {
                continue;
            }
            List<String> asked = new ArrayList<>();
            contract.objects().forEach(object -> {
                if (!read.contains(id)) {
                    object.quality().forEach(rule -> add(rule, asked));
                }
                object.properties().forEach(property -> add(property, !read.contains(id), asked));
            });
            if (!asked.isEmpty()) {
                problems.note(
                        contract.at(),
                        "No output port serves contract '" + id + "', so what it asks for is not run here: "
                                + asked.stream().distinct().collect(Collectors.joining(", ")) + ".");
            }
        }
    }

    private static void add(Property property, boolean rules, List<String> asked) {
        property.demands()
                .forEach((key, at) ->
                        asked.add("'" + key + "' in line " + at.location().line()));
        property.transformLogic()
                .ifPresent(logic -> asked.add(
                        "transformLogic in line " + logic.at().location().line()));
        if (rules) {
            property.quality().forEach(rule -> add(rule, asked));
        }
        property.children().forEach(child -> add(child, rules, asked));
    }

    private static void add(QualityRule rule, List<String> asked) {
        if (rule.kind() != QualityRule.Kind.TEXT) {
            asked.add("a " + rule.kind().name().toLowerCase(Locale.ROOT) + " rule in line "
                    + rule.at().location().line());
        }
    }
}
