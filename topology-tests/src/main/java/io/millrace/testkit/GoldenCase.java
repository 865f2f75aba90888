package io.millrace.testkit;

import io.millrace.contracts.problem.InvalidDescriptorsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** One case. Its text is its name, so that a parametrised test shows which one it runs. */
public final class GoldenCase {
    private final String name;
    private final Path file;

    GoldenCase(String name, Path file) {
        this.name = name;
        this.file = file;
    }

    /** Path of its file within the folder of cases, without the suffix. */
    public String name() {
        return name;
    }

    /**
     * Runs the case on the product's real topology, in this JVM, without a broker.
     *
     * @throws AssertionError listing every difference, and what came out in the notation of a case
     * @throws IllegalArgumentException where the case itself cannot be run: what is wrong in it, with file and line
     * @throws InvalidDescriptorsException where the product's descriptors are refused
     */
    public void verify() {
        try {
            CaseFile expected = CaseReader.read(file);
            try (CaseFolder folder = CaseFolder.create();
                    ProductUnderTest product = ProductUnderTest.start(expected, folder)) {
                Actual actual = product.run(expected);
                Comparison comparison = new Comparison(file.getFileName().toString(), product::schemaOf);
                List<String> differences = comparison.differences(expected, actual);
                if (!differences.isEmpty()) {
                    throw new AssertionError(message(expected, actual, comparison.tokens(), differences));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The golden case " + file + " cannot be read", e);
        }
    }

    private String message(CaseFile expected, Actual actual, TokenNames tokens, List<String> differences) {
        return name + ": " + expected.about() + "\n\n" + String.join("\n", differences)
                + "\n\nWhat came out, as a case would say it:\n\n" + ActualYaml.of(actual, tokens);
    }

    @Override
    public String toString() {
        return name;
    }
}
