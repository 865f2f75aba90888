package io.millrace.runtime.check;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Flags;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules of one field, in the order of the contract; each sees what the ones before it made of the value. */
public final class FieldCheck {
    /** {@link #apply}: nothing rejects the value. */
    public static final int PASSED = -1;

    private final Rule[] rules;
    private final @Nullable Cell defaultValue;

    private FieldCheck(List<Rule> rules, @Nullable Cell defaultValue) {
        this.rules = rules.toArray(Rule[]::new);
        this.defaultValue = defaultValue;
    }

    /** @param repair what is noted where the rule mends the value */
    private record Rule(String name, Condition condition, OnViolation onViolation, Flags.Repair repair) {}

    /**
     * Compiles.
     *
     * @param rules the field's rules
     * @param type type of the clear value
     * @param required whether the field may not be null
     * @param defaultValue what stands in for a violating value where a rule says {@code default}
     * @param literals reads values of the type
     * @param problems takes what is wrong, each text without the field's name
     */
    public static FieldCheck compile(
            List<FieldRule> rules,
            FieldType type,
            boolean required,
            @Nullable Cell defaultValue,
            Literals literals,
            Consumer<String> problems) {
        List<Rule> compiled = new ArrayList<>();
        for (FieldRule rule : rules) {
            Consumer<String> ofRule = problem -> problems.accept("rule '" + rule.name() + "' " + problem);
            Conditions.compile(rule.condition(), type, literals, ofRule).ifPresent(condition -> {
                verify(rule.onViolation(), condition, required, defaultValue, ofRule);
                compiled.add(new Rule(
                        rule.name(),
                        condition,
                        rule.onViolation(),
                        new Flags.Repair(rule.name(), rule.onViolation().name().toLowerCase(Locale.ROOT))));
            });
        }
        return new FieldCheck(compiled, defaultValue);
    }

    private static void verify(
            OnViolation onViolation,
            Condition condition,
            boolean required,
            @Nullable Cell defaultValue,
            Consumer<String> problems) {
        switch (onViolation) {
            case DEFAULT -> {
                if (defaultValue == null) {
                    problems.accept("has onViolation: default, but the field has no default; give it one.");
                }
            }
            case NULLIFY -> {
                if (required) {
                    problems.accept(
                            "has onViolation: nullify on a required field; make the field optional, or reject.");
                }
            }
            case CLAMP -> {
                if (!condition.canClamp()) {
                    problems.accept(
                            "has onViolation: clamp, which only a maximum length and a bound within the type allow.");
                }
            }
            case REJECT, FLAG -> {}
        }
    }

    /**
     * Applies the rules to a value that is not null.
     *
     * @return index of the rule that rejects it, see {@link #ruleName}, or {@link #PASSED}
     */
    public int apply(Cell cell, Flags flags) {
        for (int i = 0; i < rules.length; i++) {
            if (!rules[i].condition.holds(cell) && !act(rules[i], cell, flags)) {
                return i;
            }
            if (cell.isNull()) {
                return PASSED;
            }
        }
        return PASSED;
    }

    private boolean act(Rule rule, Cell cell, Flags flags) {
        switch (rule.onViolation) {
            case REJECT -> {
                return false;
            }
            case DEFAULT -> {
                if (defaultValue == null) {
                    return false;
                }
                cell.set(defaultValue);
            }
            case NULLIFY -> cell.setNull();
            case CLAMP -> rule.condition.clamp(cell);
            case FLAG -> {
                flags.add(rule.name);
                return true;
            }
        }
        flags.repaired(rule.repair);
        return true;
    }

    public int rules() {
        return rules.length;
    }

    public String ruleName(int index) {
        return rules[index].name;
    }
}
