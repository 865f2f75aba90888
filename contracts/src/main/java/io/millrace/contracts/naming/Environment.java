package io.millrace.contracts.naming;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The environment a mesh is loaded for. A named one, such as {@code pr-123}, stands before every topic, subject and
 * application id, so that several share one cluster.
 *
 * @param name empty for the environment whose names are as declared
 */
public record Environment(Optional<String> name) {
    /** Names as declared. */
    public static final Environment UNNAMED = new Environment(Optional.empty());

    private static final Pattern LEGAL = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** @throws IllegalArgumentException where the name has other characters than topics of an environment may have */
    public Environment {
        name.filter(text -> !LEGAL.matcher(text).matches()).ifPresent(text -> {
            throw new IllegalArgumentException("Environment '" + text
                    + "' must be lower-case letters, digits and hyphens, at most 63, such as 'pr-123'.");
        });
    }

    /** The named environment. */
    public static Environment of(String name) {
        return new Environment(Optional.of(name));
    }

    /** {@code <environment>.<declared>}, or the declared name itself. */
    public String prefixed(String declared) {
        return name.map(text -> text + "." + declared).orElse(declared);
    }
}
