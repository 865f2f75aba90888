package io.millrace.contracts.resolve;

import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Names of the rules of one contract: unique, and fit for headers and metric labels. */
final class RuleNames {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,126}");

    private final Problems problems;
    private final Map<String, Place> taken = new HashMap<>();

    RuleNames(Problems problems) {
        this.problems = problems;
    }

    /** Takes a name; what is wrong with it is noted. */
    String take(String name, Place at) {
        if (!LEGAL.matcher(name).matches()) {
            problems.error(
                    at,
                    "Rule name '" + name + "' must be letters, digits, dots, hyphens and underscores: it travels in"
                            + " headers and metrics.");
        }
        Place before = taken.putIfAbsent(name, at);
        if (before != null) {
            problems.error(
                    at,
                    "Rule name '" + name + "' stands twice, first at " + before.location()
                            + ". Give each rule a 'name' of its own.");
        }
        return name;
    }
}
