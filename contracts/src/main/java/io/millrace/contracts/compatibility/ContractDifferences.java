package io.millrace.contracts.compatibility;

import io.millrace.contracts.product.CelText;
import io.millrace.contracts.product.CompatibilityLevel;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.RowContract;
import java.util.List;

/** Changes of one contract. */
final class ContractDifferences {
    private ContractDifferences() {}

    static void find(RowContract old, RowContract now, CompatibilityLevel level, Findings findings) {
        record(old, now, findings);
        FieldDifferences.find(old, now, level, findings);
        RuleDifferences.compareRows(old.rules(), now.rules(), findings);
        var levels = new LevelDifferences(findings);
        levels.compare(old.serviceLevels(), now.serviceLevels());
        levels.compare(old.readers(), now.readers());
    }

    private static void record(RowContract old, RowContract now, Findings findings) {
        if (!old.id().equals(now.id())) {
            findings.compatible(
                    "id", "from " + old.id() + " to " + now.id(), "header mr-contract names another contract");
        }
        String before = old.namespace() + "." + old.recordName();
        String after = now.namespace() + "." + now.recordName();
        if (!before.equals(after)) {
            findings.breaking(
                    "record",
                    "renamed from " + before + " to " + after,
                    "Avro finds the consumers' classes and schemas by that name");
        }
        List<String> oldKey = key(old);
        List<String> newKey = key(now);
        if (!oldKey.equals(newKey)) {
            findings.breaking(
                    "key",
                    "from " + oldKey + " to " + newKey,
                    "records are keyed, ordered and compacted by something else");
        }
        String oldFilter = old.filter().map(CelText::text).orElse("");
        String newFilter = now.filter().map(CelText::text).orElse("");
        if (!oldFilter.equals(newFilter)) {
            findings.breaking(
                    "filter", "from " + quoted(oldFilter) + " to " + quoted(newFilter), "other rows leave than before");
        }
        List<String> oldPorts = old.inputs().ports();
        List<String> newPorts = now.inputs().ports();
        if (!oldPorts.equals(newPorts)) {
            findings.compatible(
                    "record",
                    "reads input " + ports(newPorts) + " instead of " + ports(oldPorts),
                    "the form stays; that the meaning stays is for its owner to say");
        }
        if (!old.description().equals(now.description())) {
            findings.documentation("description", "changed");
        }
    }

    private static String ports(List<String> ports) {
        return (ports.size() == 1 ? "port " : "ports ") + String.join(", ", ports);
    }

    private static String quoted(String filter) {
        return filter.isEmpty() ? "none" : "\"" + filter + "\"";
    }

    private static List<String> key(RowContract contract) {
        return contract.keyFields().stream().map(Field::name).toList();
    }
}
