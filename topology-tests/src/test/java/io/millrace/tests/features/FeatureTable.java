package io.millrace.tests.features;

import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of features in {@code docs/contracts.md}. */
final class FeatureTable {
    private static final Pattern HEADING = Pattern.compile("(?m)^## Features and the cases that show them$");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z0-9.-]+)` \\| (.+) \\| \\[[^]]*]\\(\\.\\./([^)]+)\\) \\|$");
    private static final String CASES = "topology-tests/src/test/cases/";
    private static final String CASE = ".case.yaml";

    private FeatureTable() {}

    /** Name of a golden case, where the path is that of one. */
    static Optional<String> golden(String path) {
        return path.startsWith(CASES) && path.endsWith(CASE)
                ? Optional.of(path.substring(CASES.length(), path.length() - CASE.length()))
                : Optional.empty();
    }

    /** Path of the file that shows it, by feature. */
    static Map<String, String> read() throws IOException {
        String text = Files.readString(ProjectRoot.resolve("docs/contracts.md"));
        Matcher heading = HEADING.matcher(text);
        if (!heading.find()) {
            throw new AssertionError("docs/contracts.md has no section that matches " + HEADING);
        }
        int end = text.indexOf("\n## ", heading.end());
        Matcher row = ROW.matcher(text.substring(heading.end(), end < 0 ? text.length() : end));
        Map<String, String> shown = new TreeMap<>();
        while (row.find()) {
            if (shown.put(row.group(1), row.group(3)) != null) {
                throw new AssertionError("docs/contracts.md has two rows for feature " + row.group(1));
            }
        }
        return shown;
    }

    /** A row as it should stand. */
    static String row(String feature, String golden) {
        return "| `" + feature + "` | (how it is written) | [" + golden + "](../" + CASES + golden + CASE + ") |";
    }
}
