package io.millrace.cli.config;

import io.millrace.contracts.problem.NearestMatch;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Judges one setting against the list of keys: unknown keys get the nearest match, wrong values what is allowed. */
final class SettingCheck {
    private final KnownNames names;
    private final List<String> problems;

    SettingCheck(KnownNames names, List<String> problems) {
        this.names = names;
        this.problems = problems;
    }

    void check(Setting setting) {
        String key = setting.key();
        if (key.startsWith("kafka.")) {
            checkKafka(setting, "kafka.");
        } else if (key.startsWith("admin.")) {
            checkKafka(setting, "admin.");
        } else if (key.startsWith("gateway.kafka.")) {
            checkKafka(setting, "gateway.kafka.");
        } else if (key.startsWith("product.")) {
            checkNamed(setting, "product.", names.products(), List.of(".kafka."));
        } else if (key.startsWith("source.")) {
            checkNamed(setting, "source.", names.sources(), List.of(".kafka.", ".database."));
        } else {
            Keys.plain(key)
                    .ifPresentOrElse(
                            known -> checkValue(setting, known),
                            () -> unknown(
                                    setting,
                                    key,
                                    "key",
                                    Keys.PLAIN.stream().map(Key::name).toList()));
        }
    }

    private void checkNamed(Setting setting, String group, Set<String> known, List<String> parts) {
        String rest = setting.key().substring(group.length());
        if (rest.endsWith(Keys.PRINCIPAL)) {
            String name = rest.substring(0, rest.length() - Keys.PRINCIPAL.length());
            checkPrincipal(setting, group.substring(0, group.length() - 1), name, known);
            return;
        }
        for (String part : parts) {
            int at = rest.indexOf(part);
            if (at > 0) {
                String name = rest.substring(0, at);
                if (!names.open() && !known.contains(name)) {
                    unknown(setting, name, group.substring(0, group.length() - 1), known);
                }
                checkPart(setting, group + name + part);
                return;
            }
        }
        problems.add(setting.origin() + ": " + setting.key() + " is not a key; allowed are "
                + String.join(
                        " and ",
                        parts.stream()
                                .map(part -> group + "<name>" + part + "*")
                                .toList()));
    }

    private void checkPrincipal(Setting setting, String group, String name, Set<String> known) {
        if (!names.open() && !known.contains(name)) {
            unknown(setting, name, group, known);
        }
        if (!ValueType.PRINCIPAL.accepts(setting.value())) {
            problems.add(setting.origin() + ": " + setting.key() + " is \"" + setting.value() + "\"; allowed is "
                    + ValueType.PRINCIPAL.allowed());
        }
    }

    private void checkPart(Setting setting, String prefix) {
        if (prefix.endsWith(".kafka.")) {
            checkKafka(setting, prefix);
            return;
        }
        String name = setting.key().substring(prefix.length());
        Keys.database(name)
                .ifPresentOrElse(
                        known -> checkValue(setting, known),
                        () -> unknown(
                                setting,
                                name,
                                "database key",
                                Keys.DATABASE.stream().map(Key::name).toList()));
    }

    private void checkKafka(Setting setting, String prefix) {
        String name = setting.key().substring(prefix.length());
        if (!Keys.isKafkaProperty(name)) {
            Optional<String> nearest = NearestMatch.of(name, Keys.kafkaProperties());
            problems.add(setting.origin() + ": " + setting.key() + ": no Kafka client has a property " + name
                    + nearest.map(match -> "; did you mean " + prefix + match + "?")
                            .orElse(""));
        } else if (name.endsWith(JaasText.KEY)) {
            JaasText.problem(setting.value())
                    .ifPresent(problem -> problems.add(setting.origin() + ": " + setting.key() + " " + problem));
        }
    }

    private void checkValue(Setting setting, Key key) {
        if (!key.type().accepts(setting.value())) {
            String found = key.type().isSecret() ? "***" : "\"" + setting.value() + "\"";
            problems.add(setting.origin() + ": " + setting.key() + " is " + found + "; allowed is "
                    + key.type().allowed());
        }
    }

    private void unknown(Setting setting, String found, String what, Collection<String> allowed) {
        Optional<String> nearest = NearestMatch.of(found, allowed);
        problems.add(setting.origin() + ": " + setting.key() + ": unknown " + what + " " + found
                + nearest.map(match -> "; did you mean " + match + "?")
                        .orElseGet(() -> "; known are " + String.join(", ", new TreeSet<>(allowed))));
    }
}
