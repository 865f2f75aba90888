package io.millrace.contracts.governance;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import io.millrace.contracts.yaml.Sited;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads policy files. The keys are closed; what is wrong is noted with file, line and column. */
final class PolicyReader {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");
    private static final Map<String, Subject.Kind> ABOUT = Map.of(
            "product", Subject.Kind.PRODUCT,
            "port", Subject.Kind.PORT,
            "contract", Subject.Kind.CONTRACT,
            "field", Subject.Kind.FIELD);

    private final Problems problems;
    private final Map<String, Place> ids = new HashMap<>();
    private final List<Policy> policies = new ArrayList<>();
    private final List<Exemption> exemptions = new ArrayList<>();
    private final Map<BuiltIn, List<Setting>> settings = new EnumMap<>(BuiltIn.class);

    PolicyReader(Problems problems) {
        this.problems = problems;
    }

    void read(Node.Mapping document, Scope scope) {
        Fields fields = new Fields(document, problems);
        fields.informative("description");
        fields.objects("policies").forEach(entry -> policy(entry, scope).ifPresent(policies::add));
        fields.object("builtIn").ifPresent(map -> Setting.read(map, scope).forEach(this::set));
        fields.objects("exceptions").forEach(entry -> exemption(entry, scope).ifPresent(exemptions::add));
        fields.close();
    }

    /** Checks what only all files together can tell. */
    PolicySet finished() {
        Set<String> known = new TreeSet<>(ids.keySet());
        known.addAll(BuiltIn.byId().keySet());
        for (Exemption exemption : exemptions) {
            if (!known.contains(exemption.policy())) {
                problems.error(
                        exemption.at(),
                        "There is no policy '" + exemption.policy() + "'. "
                                + NearestMatch.hint(exemption.policy(), known));
            }
        }
        return new PolicySet(policies, settings, exemptions);
    }

    private Optional<Policy> policy(Fields entry, Scope scope) {
        Optional<Sited<String>> id = entry.requiredText("id").filter(this::isFree);
        Optional<Sited<Subject.Kind>> about = required(entry, "about", ABOUT);
        Optional<Sited<Level>> level = required(entry, "level", Level.WITHOUT_OFF);
        Optional<Sited<String>> when = entry.text("when");
        Optional<Sited<String>> condition = entry.requiredText("condition");
        Optional<Sited<String>> message = entry.requiredText("message");
        Optional<Sited<String>> fix = entry.text("fix");
        entry.informative("description");
        entry.close();
        if (about.isEmpty()) {
            return Optional.empty();
        }
        Subject.Kind kind = about.get().value();
        Optional<Condition> compiledWhen = when.flatMap(found -> Condition.compile(found, kind, problems));
        Optional<Condition> compiled = condition.flatMap(found -> Condition.compile(found, kind, problems));
        if (id.isEmpty()
                || level.isEmpty()
                || message.isEmpty()
                || compiled.isEmpty()
                || compiledWhen.isPresent() != when.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Policy(
                id.get().value(),
                kind,
                level.get().value(),
                compiledWhen,
                compiled.get(),
                message.get().value(),
                fix.map(Sited::value),
                scope));
    }

    private boolean isFree(Sited<String> id) {
        if (!ID.matcher(id.value()).matches()) {
            problems.error(id.at(), "'" + id.value() + "' must be lower-case letters, digits and hyphens.");
            return false;
        }
        if (BuiltIn.byId().containsKey(id.value())) {
            problems.error(
                    id.at(), "'" + id.value() + "' is a built-in policy. Set it in 'builtIn', or take another id.");
            return false;
        }
        Place before = ids.putIfAbsent(id.value(), id.at());
        if (before != null) {
            problems.error(
                    id.at(),
                    "Policy '" + id.value() + "' stands twice, first at " + before.location()
                            + ". Rename one of them.");
        }
        return before == null;
    }

    private <E> Optional<Sited<E>> required(Fields entry, String key, Map<String, E> words) {
        Optional<Sited<E>> found = entry.word(key, words);
        if (entry.node(key).isEmpty()) {
            problems.error(
                    entry.at(),
                    "'" + key + "' is missing. Allowed: " + String.join(", ", new TreeSet<>(words.keySet())) + ".");
        }
        return found;
    }

    /** A domain may be stricter than the mesh, not laxer: that is what exceptions are for, and they expire. */
    private void set(BuiltIn policy, Setting setting) {
        List<Setting> before = settings.computeIfAbsent(policy, first -> new ArrayList<>());
        for (Setting other : before) {
            if (other.scope().equals(setting.scope())) {
                problems.error(
                        setting.at(),
                        "Built-in policy '" + policy.id() + "' is set twice, first at "
                                + other.at().location() + ". Keep one of them.");
                return;
            }
        }
        before.add(setting);
    }

    private Optional<Exemption> exemption(Fields entry, Scope scope) {
        Optional<Sited<String>> policy = entry.requiredText("policy");
        Optional<Sited<String>> product = entry.text("product");
        Optional<Sited<String>> contract = entry.text("contract");
        Optional<Sited<String>> field = entry.text("field");
        Optional<Sited<String>> owner = entry.requiredText("owner");
        Optional<Sited<String>> reason = entry.requiredText("reason");
        Optional<LocalDate> expires = entry.requiredText("expires").flatMap(this::date);
        entry.close();
        if (product.isEmpty() && contract.isEmpty()) {
            problems.error(entry.at(), "Say for what: 'product: <domain>.<product>' or 'contract: <id>'.");
        }
        if (field.isPresent() && contract.isEmpty()) {
            problems.error(field.get().at(), "'field' needs the 'contract' it stands in.");
        }
        if (policy.isEmpty() || owner.isEmpty() || reason.isEmpty() || expires.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Exemption(
                entry.at(),
                policy.get().value(),
                product.map(Sited::value),
                contract.map(Sited::value),
                field.map(Sited::value),
                owner.get().value(),
                reason.get().value(),
                expires.get(),
                scope));
    }

    private Optional<LocalDate> date(Sited<String> text) {
        try {
            return Optional.of(LocalDate.parse(text.value()));
        } catch (DateTimeParseException e) {
            problems.error(text.at(), "'" + text.value() + "' must be a date, such as 2027-01-31.");
            return Optional.empty();
        }
    }
}
