package io.millrace.contracts.compatibility;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldRule.Condition;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowRule;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Changes of rules. A rule is a promise about the values: a weaker one lets values pass that consumers never saw. */
final class RuleDifferences {
    private static final String WEAKER = "values may come that consumers were promised never to see";
    private static final String STRONGER = "every value that passes now passed before; more records may be rejected";
    private static final String UNKNOWN = "whether the new rule promises as much cannot be told";

    private final Findings findings;
    private final String element;

    RuleDifferences(Findings findings, String element) {
        this.findings = findings;
        this.element = element;
    }

    /** Of a field. */
    void compare(List<FieldRule> before, List<FieldRule> after) {
        Map<String, FieldRule> old = new LinkedHashMap<>();
        before.forEach(rule -> old.put(rule.name(), rule));
        Map<String, FieldRule> now = new LinkedHashMap<>();
        after.forEach(rule -> now.put(rule.name(), rule));
        old.forEach((name, rule) -> {
            FieldRule successor = now.get(name);
            if (successor == null) {
                findings.breaking(element, "rule " + name + " removed: " + words(rule.condition()), WEAKER);
            } else {
                condition(name, rule.condition(), successor.condition());
                violation(name, rule.onViolation(), successor.onViolation());
            }
        });
        now.forEach((name, rule) -> {
            if (!old.containsKey(name)) {
                findings.compatible(element, "rule " + name + " added: " + words(rule.condition()), STRONGER);
            }
        });
    }

    /** Of the row. */
    static void compareRows(List<RowRule> before, List<RowRule> after, Findings findings) {
        Map<String, RowRule> old = new LinkedHashMap<>();
        before.forEach(rule -> old.put(rule.name(), rule));
        Map<String, RowRule> now = new LinkedHashMap<>();
        after.forEach(rule -> now.put(rule.name(), rule));
        old.forEach((name, rule) -> {
            var differences = new RuleDifferences(findings, "rule " + name);
            RowRule successor = now.get(name);
            if (successor == null) {
                findings.breaking(differences.element, "removed: " + rule.expression(), WEAKER);
                return;
            }
            if (!rule.expression().equals(successor.expression())) {
                findings.breaking(
                        differences.element,
                        "changed from \"" + rule.expression() + "\" to \"" + successor.expression() + "\"",
                        UNKNOWN);
            }
            differences.violation(name, rule.onViolation(), successor.onViolation());
        });
        now.forEach((name, rule) -> {
            if (!old.containsKey(name)) {
                findings.compatible("rule " + name, "added: " + rule.expression(), STRONGER);
            }
        });
    }

    private void condition(String name, Condition old, Condition now) {
        if (old.equals(now)) {
            return;
        }
        String what = "rule " + name + " from " + words(old) + " to " + words(now);
        OptionalInt order = strength(old, now);
        if (order.isEmpty()) {
            findings.breaking(element, what, UNKNOWN);
        } else if (order.getAsInt() < 0) {
            findings.breaking(element, what, WEAKER);
        } else if (order.getAsInt() > 0) {
            findings.compatible(element, what, STRONGER);
        } else {
            findings.compatible(element, what, "both say the same");
        }
    }

    /** Above 0 where the new condition is the stronger promise, below where it is the weaker; empty if unknown. */
    private static OptionalInt strength(Condition old, Condition now) {
        if (old instanceof Condition.Minimum before && now instanceof Condition.Minimum after) {
            int bound = after.bound().compareTo(before.bound());
            return OptionalInt.of(bound != 0 ? bound : Boolean.compare(after.exclusive(), before.exclusive()));
        }
        if (old instanceof Condition.Maximum before && now instanceof Condition.Maximum after) {
            int bound = before.bound().compareTo(after.bound());
            return OptionalInt.of(bound != 0 ? bound : Boolean.compare(after.exclusive(), before.exclusive()));
        }
        if (old instanceof Condition.MinLength before && now instanceof Condition.MinLength after) {
            return OptionalInt.of(Integer.compare(after.length(), before.length()));
        }
        if (old instanceof Condition.MaxLength before && now instanceof Condition.MaxLength after) {
            return OptionalInt.of(Integer.compare(before.length(), after.length()));
        }
        if (old instanceof Condition.MinItems before && now instanceof Condition.MinItems after) {
            return OptionalInt.of(Integer.compare(after.count(), before.count()));
        }
        if (old instanceof Condition.MaxItems before && now instanceof Condition.MaxItems after) {
            return OptionalInt.of(Integer.compare(before.count(), after.count()));
        }
        if (old instanceof Condition.OneOf before && now instanceof Condition.OneOf after) {
            boolean fewer = new HashSet<>(before.values()).containsAll(after.values());
            boolean more = new HashSet<>(after.values()).containsAll(before.values());
            return fewer && more ? OptionalInt.of(0) : fewer ? OptionalInt.of(1) : OptionalInt.of(-1);
        }
        return OptionalInt.empty();
    }

    private void violation(String name, OnViolation old, OnViolation now) {
        if (old == now) {
            return;
        }
        String what = "rule " + name + ": onViolation from " + words(old) + " to " + words(now);
        if (now == OnViolation.FLAG) {
            findings.breaking(element, what, "records that break the rule were kept back; now they pass, flagged");
        } else {
            findings.compatible(element, what, "the rule still holds for every value that leaves");
        }
    }

    private static String words(OnViolation onViolation) {
        return onViolation.name().toLowerCase(Locale.ROOT);
    }

    private static String words(Condition condition) {
        if (condition instanceof Condition.Minimum minimum) {
            return (minimum.exclusive() ? "> " : ">= ") + minimum.bound().toPlainString();
        }
        if (condition instanceof Condition.Maximum maximum) {
            return (maximum.exclusive() ? "< " : "<= ") + maximum.bound().toPlainString();
        }
        if (condition instanceof Condition.MinLength length) {
            return "at least " + length.length() + " characters";
        }
        if (condition instanceof Condition.MaxLength length) {
            return "at most " + length.length() + " characters";
        }
        if (condition instanceof Condition.MinItems items) {
            return "at least " + items.count() + " items";
        }
        if (condition instanceof Condition.MaxItems items) {
            return "at most " + items.count() + " items";
        }
        if (condition instanceof Condition.UniqueItems) {
            return "no two items alike";
        }
        if (condition instanceof Condition.Matches matches) {
            return "matches \"" + matches.pattern() + "\"";
        }
        return condition instanceof Condition.OneOf one ? "one of " + one.values() : condition.toString();
    }
}
