package io.millrace.contracts.policy;

import io.millrace.contracts.problem.NearestMatch;
import io.millrace.contracts.yaml.Fields;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a domain masks each kind of personal value.
 *
 * @param file as the user would write it, for messages
 * @param kinds mask by kind; the bare tag {@code pii} is kind {@code pii}
 * @param refused kinds whose mask was refused, which has been noted
 * @param exists whether the file was there
 */
public record MaskingPolicy(String file, Map<String, MaskDeclaration> kinds, Set<String> refused, boolean exists) {
    private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9-]*");

    public MaskingPolicy {
        kinds = Map.copyOf(kinds);
        refused = Set.copyOf(refused);
    }

    /** A policy that masks nothing, where the domain has no file. */
    public static MaskingPolicy absent(String file) {
        return new MaskingPolicy(file, Map.of(), Set.of(), false);
    }

    /** Reads a masking policy. */
    public static MaskingPolicy read(Fields document, String file) {
        Map<String, MaskDeclaration> kinds = new LinkedHashMap<>();
        Set<String> refused = new HashSet<>();
        Optional<Fields> map = document.object("kinds");
        if (map.isEmpty() && !document.keys().contains("kinds")) {
            document.problems().error(document.at(), "'kinds' is missing: a map from kind to mask.");
        }
        map.ifPresent(found -> {
            for (String kind : found.keys()) {
                if (!KIND.matcher(kind).matches()) {
                    document.problems()
                            .error(
                                    found.key(kind).orElse(found.at()),
                                    "Kind '" + kind + "' must be lower-case letters, digits and hyphens.");
                }
                found.object(kind)
                        .flatMap(MaskReader::read)
                        .ifPresentOrElse(mask -> kinds.put(kind, mask), () -> refused.add(kind));
            }
        });
        document.informative("description");
        document.close();
        return new MaskingPolicy(file, kinds, refused, true);
    }

    /** The mask of a kind. */
    public Optional<MaskDeclaration> of(String kind) {
        return Optional.ofNullable(kinds.get(kind));
    }

    /** What to do about a kind that the policy does not know. */
    public String adviceFor(String kind) {
        if (!exists) {
            return "Write " + file + " with 'kinds: {" + kind + ": {strategy: ...}}'.";
        }
        return "Add kind '" + kind + "' to " + file + ". " + NearestMatch.hint(kind, kinds.keySet());
    }
}
