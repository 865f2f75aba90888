package io.millrace.testkit;

import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.product.Product;
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
     * What the case says it shows ({@code features}): names of your own choice, for lists of what your cases cover.
     *
     * @throws IllegalArgumentException where the case itself cannot be run
     */
    public List<String> features() {
        try {
            return CaseReader.read(file).features();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The product the case is about, resolved as it is when the case runs.
     *
     * @throws IllegalArgumentException where the case itself cannot be run
     * @throws InvalidDescriptorsException where the product's descriptors are refused
     */
    public Product product() {
        try (CaseFolder folder = CaseFolder.create()) {
            return CaseMesh.load(CaseReader.read(file), folder).product();
        } catch (IOException e) {
            throw unreadable(e);
        }
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
            throw unreadable(e);
        }
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("The golden case " + file + " cannot be read", e);
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
