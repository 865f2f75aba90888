package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.OutlierDeclaration;
import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutlierRule;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.yaml.Sited;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules in {@code outlier} of the properties. */
final class OutlierRules {
    private static final Set<FieldType> NUMBERS = Set.of(Simple.INT, Simple.LONG, Simple.FLOAT, Simple.DOUBLE);
    private static final BigDecimal DEFAULT_QUANTILE = new BigDecimal("0.999");
    private static final BigDecimal DEFAULT_FACTOR = BigDecimal.valueOf(3);
    private static final Duration DEFAULT_WINDOW = Duration.ofDays(1);
    private static final BigDecimal LEAST_QUANTILE = new BigDecimal("0.5");
    private static final BigDecimal GREATEST_QUANTILE = new BigDecimal("0.9999");

    private final RuleNames names;
    private final Problems problems;

    private OutlierRules(RuleNames names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** The rules of a contract's properties; what cannot be run is noted. */
    static List<OutlierRule> of(
            List<Property> properties, List<Field> fields, RowInputs inputs, RuleNames names, Problems problems) {
        var reader = new OutlierRules(names, problems);
        List<OutlierRule> rules = new ArrayList<>();
        for (Property property : properties) {
            reader.refuseInside(property);
            property.ours()
                    .outlier()
                    .filter(outlier -> inputs.keepsRows())
                    .ifPresent(outlier -> problems.error(outlier.at(), QualityRules.KEPT_ROWS));
            Optional<Field> field = fields.stream()
                    .filter(found -> found.name().equals(property.fieldName().value()))
                    .findFirst();
            field.ifPresent(
                    found -> property.ours().outlier().ifPresent(outlier -> rules.add(reader.rule(outlier, found))));
        }
        return rules;
    }

    private void refuseInside(Property property) {
        List<Property> nested = new ArrayList<>();
        property.items().ifPresent(nested::add);
        property.map().ifPresent(map -> nested.addAll(List.of(map.key(), map.value())));
        if (nested.isEmpty()) {
            nested.addAll(property.children());
        }
        nested.forEach(below -> {
            below.ours()
                    .outlier()
                    .ifPresent(outlier -> problems.error(
                            outlier.at(),
                            "'outlier' is run for fields of the row only, not inside an object, array or map."));
            refuseInside(below);
        });
    }

    private OutlierRule rule(OutlierDeclaration outlier, Field field) {
        boolean number = field.type() instanceof FieldType.Decimal || NUMBERS.contains(field.type());
        if (!number) {
            problems.error(outlier.at(), "'outlier' is run for numbers only.");
        }
        if (!(field.mask() instanceof Mask.None)) {
            problems.error(
                    outlier.at(),
                    "'outlier' keeps a few exact values of the field in the ledger, but field '" + field.name()
                            + "' is masked. Remove 'outlier', or bound the value with 'maximum'.");
        }
        BigDecimal quantile = outlier.quantile().map(Sited::value).orElse(DEFAULT_QUANTILE);
        if (quantile.compareTo(LEAST_QUANTILE) < 0 || quantile.compareTo(GREATEST_QUANTILE) > 0) {
            problems.error(
                    outlier.quantile().map(Sited::at).orElse(outlier.at()),
                    "'quantile' is from " + LEAST_QUANTILE + " to " + GREATEST_QUANTILE + ", such as 0.999.");
        }
        BigDecimal factor = outlier.factor().map(Sited::value).orElse(DEFAULT_FACTOR);
        if (factor.compareTo(BigDecimal.ONE) < 0) {
            problems.error(
                    outlier.factor().map(Sited::at).orElse(outlier.at()),
                    "'factor' is at least 1: the bound is so many times the quantile.");
        }
        OnViolation onViolation = outlier.onViolation().map(Sited::value).orElse(OnViolation.FLAG);
        if (onViolation != OnViolation.REJECT && onViolation != OnViolation.FLAG) {
            problems.error(
                    outlier.onViolation().map(Sited::at).orElse(outlier.at()),
                    "An outlier can only 'reject' or 'flag': what was usual is no value to put in its place.");
        }
        return new OutlierRule(
                names.take(outlier.name().map(Sited::value).orElse(field.name() + ".outlier"), outlier.at()),
                field.name(),
                quantile.doubleValue(),
                factor.doubleValue(),
                outlier.window().map(Sited::value).orElse(DEFAULT_WINDOW),
                onViolation,
                outlier.at().location());
    }
}
