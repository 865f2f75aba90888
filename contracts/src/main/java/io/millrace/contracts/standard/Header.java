package io.millrace.contracts.standard;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every document of the standards begins with: {@code apiVersion}, {@code kind}, {@code id}, {@code status}. */
public final class Header {
    /** As the standards' examples have it, also with a v before it. */
    private static final Pattern SEMANTIC =
            Pattern.compile("v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    private Header() {}

    /**
     * Checks version, kind and status.
     *
     * @param apiVersions accepted, oldest first
     * @param statusOptionalFrom first version that does not require {@code status}
     */
    public static void check(Fields document, String kind, List<String> apiVersions, String statusOptionalFrom) {
        Optional<Sited<String>> apiVersion = document.requiredText("apiVersion");
        apiVersion
                .filter(found -> !apiVersions.contains(found.value()))
                .ifPresent(found -> document.problems()
                        .error(
                                found.at(),
                                "apiVersion '" + found.value() + "' is not read here. Allowed: "
                                        + String.join(", ", apiVersions) + "."));
        document.requiredText("kind")
                .filter(found -> !found.value().equals(kind))
                .ifPresent(found -> document.problems()
                        .error(found.at(), "kind must be '" + kind + "', but is '" + found.value() + "'."));
        boolean statusRequired = apiVersion
                .map(found -> apiVersions.indexOf(found.value()) < apiVersions.indexOf(statusOptionalFrom))
                .orElse(false);
        if (statusRequired) {
            document.requiredText("status");
        } else {
            document.text("status");
        }
    }

    /** A semantic version (semver.org, 2.0.0), noted where it is missing or not one. */
    public static Optional<Sited<String>> requiredVersion(Fields owner) {
        return owner.requiredText("version")
                .filter(found -> semantic(found, owner.problems()))
                .map(Header::bare);
    }

    /** A version, semantic or not; without the v that some write before it. */
    public static Optional<Sited<String>> anyVersion(Fields owner) {
        return owner.text("version").map(Header::bare);
    }

    /** Whether a version is semantic; noted where it is not. */
    public static boolean semantic(Sited<String> version, Problems problems) {
        boolean semantic = SEMANTIC.matcher(version.value()).matches();
        if (!semantic) {
            problems.error(
                    version.at(),
                    "'" + version.value() + "' is no semantic version. Write major.minor.patch, such as 1.0.0.");
        }
        return semantic;
    }

    private static Sited<String> bare(Sited<String> version) {
        boolean prefixed =
                SEMANTIC.matcher(version.value()).matches() && version.value().startsWith("v");
        return prefixed ? new Sited<>(version.value().substring(1), version.at()) : version;
    }
}
