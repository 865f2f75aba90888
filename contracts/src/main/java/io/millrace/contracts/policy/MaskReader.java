package io.millrace.contracts.policy;

import io.millrace.contracts.product.Mask;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code {strategy: ..., ...}}. Each strategy has its own keys; the keys of another one are refused. */
public final class MaskReader {
    private static final Pattern JOIN_DOMAIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final Map<String, Mask.CanonicalForm> CANONICAL_FORMS = Map.of(
            "exact", Mask.CanonicalForm.EXACT,
            "trimmed", Mask.CanonicalForm.TRIMMED,
            "lower-case", Mask.CanonicalForm.LOWER_CASE,
            "digits", Mask.CanonicalForm.DIGITS);

    private static final Map<String, Boolean> MODES = Map.of("deterministic", true, "randomized", false);

    private enum Strategy {
        PSEUDONYMIZE,
        ENCRYPT,
        REDACT,
        DROP,
        PARTIAL,
        GENERALIZE
    }

    private static final Map<String, Strategy> STRATEGIES = Map.of(
            "pseudonymize", Strategy.PSEUDONYMIZE,
            "encrypt", Strategy.ENCRYPT,
            "redact", Strategy.REDACT,
            "drop", Strategy.DROP,
            "partial", Strategy.PARTIAL,
            "generalize", Strategy.GENERALIZE);

    private MaskReader() {}

    /** Reads a mask; what is wrong is noted. */
    public static Optional<MaskDeclaration> read(Fields map) {
        if (!map.keys().contains("strategy")) {
            map.problems()
                    .error(
                            map.at(),
                            "'strategy' is missing. Allowed: drop, encrypt, generalize, partial, pseudonymize, redact.");
        }
        Optional<Sited<Strategy>> strategy = map.word("strategy", STRATEGIES);
        if (strategy.isEmpty()) {
            return Optional.empty();
        }
        Optional<MaskDeclaration> read = switch (strategy.get().value()) {
            case PSEUDONYMIZE -> pseudonymize(map);
            case ENCRYPT -> encrypt(map);
            case REDACT ->
                settled(
                        map,
                        new Mask.Redact(
                                map.text("replacement").map(Sited::value).orElse("***")));
            case DROP -> settled(map, new Mask.Drop());
            case PARTIAL -> partial(map);
            case GENERALIZE -> generalize(map);
        };
        map.close();
        return read;
    }

    private static Optional<MaskDeclaration> settled(Fields map, Mask mask) {
        return Optional.of(new MaskDeclaration.Settled(map.at(), mask));
    }

    private static Optional<MaskDeclaration> pseudonymize(Fields map) {
        Optional<Sited<String>> joinDomain = keyName(map, "joinDomain");
        Optional<Sited<Mask.CanonicalForm>> canonical = map.word("canonical", CANONICAL_FORMS);
        return Optional.of(new MaskDeclaration.Pseudonym(
                map.at(),
                joinDomain.map(Sited::value),
                canonical.map(Sited::value).orElse(Mask.CanonicalForm.EXACT)));
    }

    private static Optional<MaskDeclaration> encrypt(Fields map) {
        Optional<Sited<String>> key = keyName(map, "key");
        boolean deterministic = map.word("mode", MODES).map(Sited::value).orElse(false);
        return Optional.of(new MaskDeclaration.Encryption(map.at(), key.map(Sited::value), deterministic));
    }

    private static Optional<Sited<String>> keyName(Fields map, String key) {
        Optional<Sited<String>> name = map.text(key);
        name.filter(found -> !JOIN_DOMAIN.matcher(found.value()).matches())
                .ifPresent(found -> map.problems()
                        .error(
                                found.at(),
                                "'" + found.value()
                                        + "' must be lower-case letters, digits, dots, hyphens and underscores."));
        return name;
    }

    private static Optional<MaskDeclaration> partial(Fields map) {
        Optional<Mask> last = map.positive("last").map(found -> new Mask.KeepLast(found.value()));
        Optional<Mask> keep = map.word("keep", Map.of("email-domain", true)).map(found -> new Mask.KeepEmailDomain());
        return exactlyOne(map, "Say what stays: 'last: 4' or 'keep: email-domain'.", List.of(last, keep));
    }

    private static Optional<MaskDeclaration> generalize(Fields map) {
        Optional<Mask> prefix = map.positive("prefix").map(found -> new Mask.KeepPrefix(found.value()));
        Optional<Mask> year = map.word("to", Map.of("year", true)).map(found -> new Mask.Year());
        Optional<Mask> bucket = map.positive("bucket").map(found -> new Mask.Bucket(found.value()));
        return exactlyOne(map, "Say how far: 'prefix: 3', 'to: year' or 'bucket: 10'.", List.of(prefix, year, bucket));
    }

    private static Optional<MaskDeclaration> exactlyOne(Fields map, String advice, List<Optional<Mask>> choices) {
        long declared =
                map.keys().stream().filter(key -> !key.equals("strategy")).count();
        if (declared != 1) {
            map.problems().error(map.at(), advice + " Exactly one of them.");
        }
        return choices.stream()
                .flatMap(Optional::stream)
                .<MaskDeclaration>map(mask -> new MaskDeclaration.Settled(map.at(), mask))
                .findFirst();
    }
}
