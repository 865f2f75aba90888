package io.millrace.contracts.governance;

import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the built-in policies find, in words that end with what to do. */
final class BuiltInChecks {
    private static final Pattern SNAKE_OR_CAMEL = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*|[a-z][a-zA-Z0-9]*");
    private static final List<String> REQUIRED_LEVELS = List.of("retention");

    private final PolicySet set;

    BuiltInChecks(PolicySet set) {
        this.set = set;
    }

    /** What is wrong with a subject; empty if nothing is. */
    Optional<String> judge(BuiltIn policy, Subject subject) {
        return switch (policy) {
            case OWNER ->
                missing(
                        subject.of("product").get("owner"),
                        "Nobody answers for the product. Name a 'team' here, or an 'owner' in domain.yaml.");
            case CONTACT ->
                isEmpty(subject.of("product").get("contacts"))
                        ? Optional.of(
                                "Consumers cannot reach anybody. Name a channel in 'support' here, or in domain.yaml.")
                        : Optional.empty();
            case FIELD_DESCRIPTION -> descriptions(subject);
            case PERSONAL_MASKED -> personalMasked(subject);
            case MASKING_STRATEGY -> strategy(subject);
            case NAMING -> naming(subject);
            case SERVICE_LEVELS -> serviceLevels(subject);
            case RETENTION -> retention(subject);
            case KEY ->
                isEmpty(subject.of("contract").get("key")) && readsTable(subject)
                        ? Optional.of(
                                "The rows of a table leave without a key, so nobody can tell which row changed. Mark the"
                                        + " key fields with 'primaryKey: true'.")
                        : Optional.empty();
            case VERSION_STEP -> Optional.empty();
        };
    }

    private static Optional<String> descriptions(Subject subject) {
        List<String> without = new ArrayList<>();
        List<?> fields = (List<?>) subject.of("contract").getOrDefault("fields", List.of());
        for (Object field : fields) {
            Map<?, ?> facts = (Map<?, ?>) field;
            if (!(facts.get("description") instanceof String)) {
                without.add(String.valueOf(facts.get("name")));
            }
        }
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(without.size() + " of " + fields.size() + " fields have no description: "
                        + String.join(", ", without) + ". Say in 'description' what each means.");
    }

    private static Optional<String> personalMasked(Subject subject) {
        Map<String, Object> field = subject.of("field");
        return Boolean.TRUE.equals(field.get("personal")) && "none".equals(field.get("mask"))
                ? Optional.of(
                        "A personal value leaves in clear. Mask it, or write an exception with an owner and an expiry.")
                : Optional.empty();
    }

    private Optional<String> strategy(Subject subject) {
        Map<String, Object> field = subject.of("field");
        Optional<List<String>> allowed = set.setting(
                BuiltIn.MASKING_STRATEGY,
                subject.product(),
                setting -> Optional.ofNullable(setting.allowed().get(String.valueOf(field.get("kind")))));
        String strategy = String.valueOf(field.get("mask"));
        return allowed.filter(words -> Boolean.TRUE.equals(field.get("personal")) && !words.contains(strategy))
                .map(words -> "Kind '" + field.get("kind") + "' is masked by '" + strategy
                        + "', which is not allowed. Allowed: " + String.join(", ", new TreeSet<>(words)) + ".");
    }

    private Optional<String> naming(Subject subject) {
        Pattern pattern =
                set.setting(BuiltIn.NAMING, subject.product(), Setting::pattern).orElse(SNAKE_OR_CAMEL);
        String name = String.valueOf(subject.of("field").get("name"));
        return pattern.matches(name)
                ? Optional.empty()
                : Optional.of("The name '" + name + "' does not match " + pattern.pattern()
                        + ". Rename the property; transformLogic can read the old name.");
    }

    private Optional<String> serviceLevels(Subject subject) {
        List<String> required = set.setting(
                        BuiltIn.SERVICE_LEVELS,
                        subject.product(),
                        setting -> Optional.of(setting.required()).filter(found -> !found.isEmpty()))
                .orElse(REQUIRED_LEVELS);
        List<String> missing = required.stream()
                .filter(level ->
                        Facts.duration(subject.of("contract").get(level)).isEmpty())
                .filter(level -> !level.equals("retention")
                        || Facts.duration(subject.of("contract").get("maxRetention"))
                                .isEmpty())
                .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("No promise of " + String.join(", ", missing) + ". Add it to 'slaProperties'.");
    }

    private Optional<String> retention(Subject subject) {
        Optional<Duration> minimum = set.setting(BuiltIn.RETENTION, subject.product(), Setting::minimum);
        Optional<Duration> maximum = set.setting(BuiltIn.RETENTION, subject.product(), Setting::maximum);
        for (String level : List.of("retention", "maxRetention")) {
            Optional<Duration> kept = Facts.duration(subject.of("contract").get(level));
            if (kept.isPresent() && minimum.isPresent() && kept.get().compareTo(minimum.get()) < 0) {
                return Optional.of("Retention of " + words(kept.get()) + " is below " + words(minimum.get())
                        + ". Raise it in 'slaProperties'.");
            }
            if (kept.isPresent() && maximum.isPresent() && kept.get().compareTo(maximum.get()) > 0) {
                return Optional.of("Retention of " + words(kept.get()) + " is above " + words(maximum.get())
                        + ". Lower it in 'slaProperties'.");
            }
        }
        return Optional.empty();
    }

    private static boolean readsTable(Subject subject) {
        return ((List<?>) subject.of("product").getOrDefault("inputs", List.of()))
                .stream()
                        .anyMatch(input -> String.valueOf(((Map<?, ?>) input).get("contract"))
                                .startsWith("source:"));
    }

    private static String words(Duration duration) {
        boolean days = duration.toDays() > 0 && duration.equals(Duration.ofDays(duration.toDays()));
        return days ? "P" + duration.toDays() + "D" : duration.toString();
    }

    private static Optional<String> missing(@org.jspecify.annotations.Nullable Object fact, String message) {
        return fact instanceof String ? Optional.empty() : Optional.of(message);
    }

    private static boolean isEmpty(@org.jspecify.annotations.Nullable Object list) {
        return !(list instanceof List<?> found) || found.isEmpty();
    }
}
