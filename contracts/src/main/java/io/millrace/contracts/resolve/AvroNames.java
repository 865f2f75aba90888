package io.millrace.contracts.resolve;

import io.millrace.contracts.odcs.Property;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Sited;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of the Avro records and enums of one contract. A nested one is called like the record around it and its
 * property, as {@code OrderAddress}, unless the property says how; each full name stands for one type.
 */
final class AvroNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Problems problems;
    private final Map<String, Place> taken = new HashMap<>();

    AvroNames(Name root, Place at, Problems problems) {
        this.problems = problems;
        taken.put(root.full(), at);
    }

    /** A name and the namespace it stands in. */
    record Name(String name, String namespace) {
        String full() {
            return namespace + "." + name;
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static boolean isNamespace(String text) {
        for (String part : text.split("\\.", -1)) {
            if (!isName(part)) {
                return false;
            }
        }
        return true;
    }

    /** The name of the type of a property inside a record; what is wrong with it is noted. */
    Name take(Name around, Property property, String field) {
        Optional<Sited<String>> declared = property.ours().record();
        Optional<Sited<String>> namespace = Optional.ofNullable(property.avro().get("namespace"));
        Name name = new Name(
                declared.map(Sited::value).orElse(around.name() + pascal(field)),
                namespace.map(Sited::value).orElse(around.namespace()));
        Place at = declared.or(() -> namespace).map(Sited::at).orElse(property.at());
        if (!isName(name.name())) {
            problems.error(at, "'" + name.name() + "' is no Avro name: letters, digits and underscores.");
        }
        if (!isNamespace(name.namespace())) {
            problems.error(at, "'" + name.namespace() + "' is no Avro namespace: names joined by dots.");
        }
        Place before = taken.putIfAbsent(name.full(), at);
        if (before != null) {
            problems.error(
                    at,
                    "Avro type '" + name.full() + "' stands twice, first at " + before.location()
                            + ". Give the property another one: 'record' in its millrace map.");
        }
        return name;
    }

    private static String pascal(String field) {
        StringBuilder name = new StringBuilder();
        for (String part : field.split("_+", -1)) {
            if (!part.isEmpty()) {
                name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
            }
        }
        return name.toString();
    }
}
