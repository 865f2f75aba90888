package io.millrace.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Environment variables {@code MILLRACE_<KEY>}: upper case, every other character an underscore. So
 * {@code MILLRACE_KAFKA_BOOTSTRAP_SERVERS} is {@code kafka.bootstrap.servers}, and
 * {@code MILLRACE_SOURCE_SHOP_DB_DATABASE_PASSWORD} is {@code source.shop-db.database.password}.
 */
final class EnvironmentVariables {
    private static final String PREFIX = "MILLRACE_";
    /** Belong to the launcher. */
    private static final Set<String> RESERVED = Set.of("MILLRACE_HOME", "MILLRACE_MAVEN_ARGS", "MILLRACE_JAVA_OPTS");

    private final KnownNames names;

    EnvironmentVariables(KnownNames names) {
        this.names = names;
    }

    List<Setting> read(Map<String, String> environment) {
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !RESERVED.contains(name)) {
                settings.add(new Setting(keyOf(name.substring(PREFIX.length())), value, name));
            }
        });
        return settings;
    }

    private String keyOf(String name) {
        for (String group : List.of("KAFKA", "ADMIN")) {
            if (name.startsWith(group + "_")) {
                return group.toLowerCase(Locale.ROOT) + "." + dotted(name.substring(group.length() + 1));
            }
        }
        return Stream.concat(
                        named(name, "product", names.products()).stream(),
                        named(name, "source", names.sources()).stream())
                .findFirst()
                .orElseGet(() -> dotted(name));
    }

    /** The longest name wins: {@code orders} and {@code orders-archive} may both be products. */
    private static Optional<String> named(String variable, String group, Set<String> names) {
        return names.stream()
                .sorted((a, b) -> b.length() - a.length())
                .filter(name -> variable.startsWith(variableOf(group + "." + name) + "_"))
                .map(name -> group + "." + name + "."
                        + dotted(variable.substring(
                                variableOf(group + "." + name).length() + 1)))
                .findFirst();
    }

    private static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
