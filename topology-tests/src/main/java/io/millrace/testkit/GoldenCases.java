package io.millrace.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The golden cases of a folder: one YAML file each, that says which records arrive and what must come of them. A team
 * runs them with whatever test framework it has; with JUnit:
 *
 * <pre>{@code
 * @ParameterizedTest(name = "{0}")
 * @MethodSource
 * void shouldDoWhatTheCaseSays(GoldenCase golden) {
 *     golden.verify();
 * }
 *
 * static Stream<GoldenCase> shouldDoWhatTheCaseSays() {
 *     return GoldenCases.in(Path.of("src/test/cases"));
 * }
 * }</pre>
 */
public final class GoldenCases {
    private static final String SUFFIX = ".case.yaml";

    private GoldenCases() {}

    /**
     * The cases of a folder and the folders in it, files that end in {@code .case.yaml}, ordered by path.
     *
     * @throws IllegalArgumentException where there are none, so that a wrong path is no green test
     */
    public static Stream<GoldenCase> in(Path folder) {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder of golden cases " + folder, e);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("No golden cases in " + folder + ": no file ends in " + SUFFIX + ".");
        }
        return files.stream().map(file -> new GoldenCase(name(folder, file), file));
    }

    private static String name(Path folder, Path file) {
        String relative = folder.relativize(file).toString();
        return relative.substring(0, relative.length() - SUFFIX.length());
    }
}
