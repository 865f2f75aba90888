package io.millrace.runtime.check;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.runtime.record.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Compiles a contract's conditions for the type of a field. */
final class Conditions {
    private Conditions() {}

    /** The condition over values of a type; empty where it cannot be run on them, and a problem says so. */
    static Optional<Condition> compile(
            FieldRule.Condition declared, FieldType type, Literals literals, Consumer<String> problems) {
        Optional<Condition> condition = Optional.empty();
        if (declared instanceof FieldRule.Condition.Minimum minimum) {
            condition = Bounds.of(type, minimum.bound(), minimum.exclusive(), true);
        } else if (declared instanceof FieldRule.Condition.Maximum maximum) {
            condition = Bounds.of(type, maximum.bound(), maximum.exclusive(), false);
        } else if (declared instanceof FieldRule.Condition.OneOf oneOf) {
            return Optional.of(new OneOf(type, values(oneOf.values(), type, literals, problems)));
        } else if (declared instanceof FieldRule.Condition.NoneOf noneOf) {
            Condition among = new OneOf(type, values(noneOf.values(), type, literals, problems));
            return Optional.of(cell -> !among.holds(cell));
        } else if (declared instanceof FieldRule.Condition.Within within) {
            condition = Bounds.of(type, within.least(), false, true)
                    .flatMap(least -> Bounds.of(type, within.greatest(), false, false)
                            .map(greatest -> cell -> least.holds(cell) && greatest.holds(cell)));
        } else if (declared instanceof FieldRule.Condition.MultipleOf multiple) {
            condition = Multiples.of(type, multiple.divisor());
        } else if (type instanceof FieldType.ListOf) {
            condition = ofItems(declared);
        } else if (type == Simple.STRING) {
            return ofText(declared, problems);
        }
        if (condition.isEmpty()) {
            problems.accept("cannot be run on values of type " + type + "; bounds need a number or a time, lengths"
                    + " and patterns a string, numbers of items an array.");
        }
        return condition;
    }

    private static Optional<Condition> ofItems(FieldRule.Condition declared) {
        if (declared instanceof FieldRule.Condition.MinItems least) {
            return Optional.of(cell -> cell.number() >= least.count());
        } else if (declared instanceof FieldRule.Condition.MaxItems most) {
            return Optional.of(cell -> cell.number() <= most.count());
        }
        return declared instanceof FieldRule.Condition.UniqueItems
                ? Optional.of(cell -> !cell.repeats())
                : Optional.empty();
    }

    private static Optional<Condition> ofText(FieldRule.Condition declared, Consumer<String> problems) {
        if (declared instanceof FieldRule.Condition.MinLength minimum) {
            return Optional.of(Lengths.atLeast(minimum.length()));
        } else if (declared instanceof FieldRule.Condition.MaxLength maximum) {
            return Optional.of(Lengths.atMost(maximum.length()));
        } else if (declared instanceof FieldRule.Condition.Matches matches) {
            try {
                var pattern = Pattern.compile(matches.pattern());
                return FixedShape.of(matches.pattern()).or(() -> Optional.of(new Matches(pattern)));
            } catch (PatternSyntaxException e) {
                problems.accept("has a pattern that is no regular expression of java.util.regex: " + e.getDescription()
                        + " near index " + e.getIndex() + ".");
            }
        }
        return Optional.empty();
    }

    private static List<Cell> values(List<String> texts, FieldType type, Literals literals, Consumer<String> problems) {
        List<Cell> values = new ArrayList<>();
        for (String text : texts) {
            Optional<Cell> value = literals.parse(text);
            if (value.isEmpty()) {
                problems.accept("lists '" + text + "', which is no value of type " + type + ".");
            }
            value.ifPresent(values::add);
        }
        return values;
    }
}
