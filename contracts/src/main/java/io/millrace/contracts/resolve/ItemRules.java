package io.millrace.contracts.resolve;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.yaml.Sited;
import java.util.Optional;

/** The {@code logicalTypeOptions} of arrays. */
final class ItemRules {
    private final Problems problems;

    ItemRules(Problems problems) {
        this.problems = problems;
    }

    /** The option, where the type has items. */
    Optional<Sited<String>> option(Sited<String> option, FieldType type) {
        if (type instanceof FieldType.ListOf) {
            return Optional.of(option);
        }
        problems.error(option.at(), "This option is for logicalType array only. Remove it.");
        return Optional.empty();
    }

    /** That no two items are equal; false demands nothing. */
    Optional<Condition> unique(Sited<String> option, FieldType type) {
        if (option(option, type).isEmpty()) {
            return Optional.empty();
        }
        if (!option.value().equals("true") && !option.value().equals("false")) {
            problems.error(option.at(), "must be true or false, but is '" + option.value() + "'.");
            return Optional.empty();
        }
        Field item = ((FieldType.ListOf) type).element();
        // Two people may have one masked value, and a map has no order by which its bytes could be compared.
        if (item.withInside().anyMatch(inside -> !(inside.mask() instanceof Mask.None))) {
            problems.error(
                    option.at(),
                    "Items are compared as they leave, and different ones may be equal once they are masked. Remove"
                            + " 'uniqueItems', or serve the items without what is masked.");
            return Optional.empty();
        }
        if (item.withInside().anyMatch(inside -> inside.type() instanceof FieldType.MapOf)) {
            problems.error(
                    option.at(), "Items that hold a map are not compared: its entries have no order. Remove it.");
            return Optional.empty();
        }
        return option.value().equals("true") ? Optional.of(new Condition.UniqueItems()) : Optional.empty();
    }
}
