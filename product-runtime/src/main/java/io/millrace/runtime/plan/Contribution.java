package io.millrace.runtime.plan;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.RowInputs.Absent;
import io.millrace.contracts.product.RowInputs.Combine;
import io.millrace.contracts.product.RowInputs.Unavailable;
import io.millrace.contracts.product.RowRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one input port has to do with a contract: everything, unless the contract merges inputs.
 *
 * @param fields that it brings, in the order of the contract; behind them the key fields, if another input brings those
 * @param rules over rows that can be judged where its records are read
 * @param filters whether the contract's filter reads it
 * @param part empty where its records are rows
 */
record Contribution(List<Field> fields, List<RowRule> rules, boolean filters, Optional<PartCore> part) {

    Contribution {
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
    }

    /** @param isChange whether the input has change events */
    static Contribution of(RowContract contract, String input, boolean isChange) {
        RowInputs inputs = contract.inputs();
        if (!inputs.keepsRows()) {
            return new Contribution(contract.fields(), contract.rules(), true, Optional.empty());
        }
        boolean merges = inputs.combine() == Combine.MERGE;
        List<Field> fields = new ArrayList<>(contract.fields().stream()
                .filter(field -> inputs.portOf(field.name()).equals(input))
                .toList());
        int own = fields.size();
        boolean foreignKey = !inputs.first().equals(input);
        if (foreignKey) {
            fields.addAll(contract.keyFields());
        }
        List<RowRule> rules = contract.rules().stream()
                .filter(rule -> RowRules.placeOf(rule, contract).equals(Optional.of(input)))
                .toList();
        boolean filters = inputs.filterPort().equals(Optional.of(input));
        return new Contribution(
                fields,
                rules,
                filters,
                Optional.of(new PartCore(
                        merges,
                        own,
                        foreignKey,
                        isChange && inputs.unavailable() == Unavailable.LAST_KNOWN,
                        !isChange && inputs.absent() == Absent.KEEP)));
    }

    /** Whether a field is read from the record's key. */
    boolean isForeignKey(Field field) {
        return part.isPresent()
                && part.get().hasForeignKey()
                && fields.indexOf(field) >= part.get().ownFields();
    }
}
