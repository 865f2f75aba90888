package io.millrace.contracts.governance;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a built-in policy is set.
 *
 * @param pattern what names must match as a whole ({@code naming}); RE2, which takes linear time on any text
 * @param allowed strategies by kind of personal value ({@code masking-strategy})
 * @param required service levels that must be promised ({@code service-levels})
 * @param minimum shortest promised retention allowed ({@code retention-limits})
 * @param maximum longest retention allowed ({@code retention-limits})
 */
record Setting(
        Place at,
        Optional<Level> level,
        Optional<Pattern> pattern,
        Map<String, List<String>> allowed,
        List<String> required,
        Optional<Duration> minimum,
        Optional<Duration> maximum,
        Scope scope) {
    private static final Set<String> STRATEGIES =
            Set.of("pseudonymize", "redact", "drop", "partial", "generalize", "encrypt", "none");
    private static final Map<String, String> SERVICE_LEVELS =
            Map.of("latency", "latency", "frequency", "frequency", "retention", "retention");

    /** Reads {@code builtIn} of a file. */
    static Map<BuiltIn, Setting> read(Fields map, Scope scope) {
        Map<BuiltIn, Setting> settings = new LinkedHashMap<>();
        BuiltIn.byId()
                .forEach((id, policy) -> map.object(id).ifPresent(found -> {
                    settings.put(policy, read(found, policy, scope));
                    found.close();
                }));
        map.close();
        return settings;
    }

    private static Setting read(Fields map, BuiltIn policy, Scope scope) {
        Optional<Level> level = map.word("level", Level.WITH_OFF).map(Sited::value);
        Optional<Pattern> pattern = Optional.empty();
        Map<String, List<String>> allowed = new HashMap<>();
        List<String> required = List.of();
        Optional<Duration> minimum = Optional.empty();
        Optional<Duration> maximum = Optional.empty();
        switch (policy) {
            case NAMING -> pattern = map.text("pattern").flatMap(found -> compile(found, map.problems()));
            case MASKING_STRATEGY ->
                map.object("allowed").ifPresent(kinds -> {
                    for (String kind : kinds.keys()) {
                        allowed.put(kind, words(kinds, kind, STRATEGIES));
                    }
                    kinds.close();
                });
            case SERVICE_LEVELS -> required = words(map, "required", SERVICE_LEVELS.keySet());
            case RETENTION -> {
                minimum = map.duration("minimum").map(Sited::value);
                maximum = map.duration("maximum").map(Sited::value);
                if (minimum.isPresent() && maximum.isPresent() && minimum.get().compareTo(maximum.get()) > 0) {
                    map.problems().error(map.at(), "minimum is above maximum, so no retention would do.");
                }
            }
            default -> {}
        }
        return new Setting(map.at(), level, pattern, allowed, required, minimum, maximum, scope);
    }

    private static List<String> words(Fields map, String key, Set<String> known) {
        List<Sited<String>> texts = map.texts(key);
        for (Sited<String> text : texts) {
            if (!known.contains(text.value())) {
                map.problems()
                        .error(
                                text.at(),
                                "'" + text.value() + "' is not known. "
                                        + io.millrace.contracts.problem.NearestMatch.hint(text.value(), known));
            }
        }
        return texts.stream().map(Sited::value).toList();
    }

    private static Optional<Pattern> compile(Sited<String> text, Problems problems) {
        try {
            return Optional.of(Pattern.compile(text.value()));
        } catch (PatternSyntaxException e) {
            problems.error(
                    text.at(),
                    "The regular expression does not compile (RE2 syntax, without look-around and back references): "
                            + e.getDescription() + ".");
            return Optional.empty();
        }
    }
}
