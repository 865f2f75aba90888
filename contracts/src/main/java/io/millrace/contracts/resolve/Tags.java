package io.millrace.contracts.resolve;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The tag that says a value is personal: {@code pii}, or {@code pii:<kind>}. All other tags inform people only. */
final class Tags {
    private static final Pattern PERSONAL = Pattern.compile("pii(:[a-z0-9][a-z0-9-]*)?");
    private static final Pattern NEARLY = Pattern.compile("(pii|pi:|personal)\\b.*");

    private Tags() {}

    /** The kind of a personal field, {@code pii} for the bare tag; nothing is noted. */
    static Optional<Sited<String>> personal(List<Sited<String>> tags) {
        return tags.stream()
                .filter(tag -> PERSONAL.matcher(tag.value()).matches())
                .map(tag -> new Sited<>(tag.value().substring(tag.value().indexOf(':') + 1), tag.at()))
                .findFirst();
    }

    /** Notes tags that are meant to say it and do not, and more than one. */
    static void check(List<Sited<String>> tags, Problems problems) {
        long personal = tags.stream()
                .filter(tag -> PERSONAL.matcher(tag.value()).matches())
                .count();
        if (personal > 1) {
            problems.error(tags.get(0).at(), "The property has " + personal + " tags 'pii'. Keep the one that fits.");
        }
        for (Sited<String> tag : tags) {
            boolean nearly =
                    NEARLY.matcher(tag.value().toLowerCase(Locale.ROOT)).matches();
            if (nearly && !PERSONAL.matcher(tag.value()).matches()) {
                problems.error(
                        tag.at(),
                        "Tag '" + tag.value() + "' does not mask anything. Write 'pii' or 'pii:<kind>', the kind in"
                                + " lower-case letters, digits and hyphens.");
            }
        }
    }
}
