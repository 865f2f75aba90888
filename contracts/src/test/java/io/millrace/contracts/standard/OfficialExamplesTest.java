package io.millrace.contracts.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.contracts.odcs.OdcsReader;
import io.millrace.contracts.odps.OdpsReader;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.YamlDocument;
import io.millrace.contracts.yaml.YamlRewrite;
import io.millrace.contracts.yaml.YamlRewriteTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads documents that the standards' own JSON Schemas accept, such as their official examples. They are not part of
 * the project: {@code -Dmillrace.standards=FOLDER} names a folder with {@code *.odcs.yaml} and {@code *.odps.yaml}
 * ({@code .json} too) at any depth.
 */
class OfficialExamplesTest {
    private static final String FOLDER = "millrace.standards";

    @Test
    void shouldReadWhatTheStandardsAcceptWithoutAFinding() throws IOException {
        Map<String, String> findings = new TreeMap<>();
        int files = 0;
        for (Path file : files()) {
            files++;
            String found = read(file).sorted().stream()
                    .filter(problem -> problem.level() != Problem.Level.NOTE)
                    .map(Problem::toString)
                    .collect(Collectors.joining("\n"));
            if (!found.isEmpty()) {
                findings.put(file.toString(), found);
            }
        }
        System.out.println(FOLDER + ": read " + files + " files, " + findings.size() + " with findings");
        assertThat(files).isPositive();
        assertThat(findings).isEmpty();
    }

    @Test
    void shouldWriteBackWhatWasReadWithNothingLost() throws IOException {
        for (Path file : files()) {
            String text = Files.readString(file);

            assertThat(YamlRewriteTest.values(YamlRewrite.of(text).orElseThrow().text()))
                    .as(file.toString())
                    .isEqualTo(YamlRewriteTest.values(text));
        }
    }

    private static Problems read(Path file) throws IOException {
        Problems problems = new Problems();
        byte[] content = Files.readAllBytes(file);
        boolean contract = file.getFileName().toString().contains(".odcs.");
        YamlDocument.read(content, file.getFileName().toString(), problems).ifPresent(document -> {
            boolean loads = contract
                    ? OdcsReader.read(document).isPresent()
                    : OdpsReader.read(document).isPresent();
            if (!loads && !problems.refuse()) {
                problems.error(document.at(), "not read, and nothing was said of it");
            }
        });
        return problems;
    }

    private static Iterable<Path> files() throws IOException {
        String folder = System.getProperty(FOLDER, "");
        assumeTrue(!folder.isEmpty(), "no -D" + FOLDER + "=FOLDER with documents of the standards");
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.getFileName().toString().matches(".+\\.od[cp]s\\.(yaml|json)"))
                    .sorted()
                    .toList();
        }
    }
}
