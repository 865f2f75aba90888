package io.millrace.tests.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.GoldenCase;
import io.millrace.testkit.GoldenCases;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Code, documentation and golden cases agree on what a contract can say. The code's list comes from the declared model;
 * each feature has a row in {@code docs/contracts.md} that names a golden case, and that case says that it shows the
 * feature, and its product really has it.
 */
class FeaturesTest {
    /** What acts on topics, grants, metrics and the life of a product: no golden case can see it, a test must. */
    private static final Pattern BESIDE_RECORDS = Pattern.compile(
            "failure-budget|delivery\\..*|guarantee\\..*|owned-topic\\..*|input-port\\.(owned|table|watermark-topic)"
                    + "|output-port\\.partitions|row-contract\\.readers|service-levels\\..*|compatibility-level\\..*"
                    + "|stream-checks\\.metrics|window-metric\\..*|measure\\..*|operator\\..*|severity\\..*|expectation\\..*");

    private static final Set<String> IN_CODE = ModelFeatures.all();
    private static final Map<String, List<String>> DECLARED = new TreeMap<>();
    private static final Map<String, Set<String>> USED = new TreeMap<>();

    @BeforeAll
    static void readTheCases() {
        for (GoldenCase golden : GoldenCases.in(ProjectRoot.resolve("topology-tests/src/test/cases"))
                .toList()) {
            DECLARED.put(golden.name(), golden.features());
            USED.put(golden.name(), UsedFeatures.of(golden.product()));
        }
    }

    @Test
    void shouldFindTheModelsCasesConstantsAndParts() {
        assertThat(IN_CODE)
                .contains(
                        "mask.keep-last",
                        "field-type.string",
                        "field-type.decimal",
                        "condition.minimum.exclusive",
                        "on-violation.clamp",
                        "identity.event-id.path",
                        "row-contract.filter",
                        "failure-budget");
    }

    @Test
    void shouldDocumentEveryFeatureOfTheCodeAndNoOther() throws IOException {
        Set<String> documented = FeatureTable.read().keySet();
        String missing = IN_CODE.stream()
                .filter(feature -> !documented.contains(feature))
                .map(feature -> FeatureTable.row(feature, candidate(feature)))
                .collect(Collectors.joining("\n"));

        assertThat(missing)
                .as("rows to write in docs/contracts.md, 'Features and the cases that show them'")
                .isEmpty();
        assertThat(documented).as("features the code does not have").isSubsetOf(IN_CODE);
    }

    @Test
    void shouldShowEveryDocumentedFeatureInTheCaseThatItsRowNames() throws IOException {
        Set<String> wrong = new TreeSet<>();
        FeatureTable.read().forEach((feature, path) -> {
            Optional<String> golden = FeatureTable.golden(path);
            if (!Files.exists(ProjectRoot.resolve(path))) {
                wrong.add(feature + ": there is no " + path);
            } else if (golden.isPresent()
                    && !DECLARED.getOrDefault(golden.get(), List.of()).contains(feature)) {
                wrong.add(feature + ": case " + golden.get() + " has no 'features: [" + feature + "]'");
            } else if (golden.isEmpty() && !BESIDE_RECORDS.matcher(feature).matches()) {
                wrong.add(feature + ": acts on records, so a golden case must show it, not " + path);
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void shouldReallyUseInACaseWhatTheCaseSaysItShows() {
        Set<String> wrong = new TreeSet<>();
        DECLARED.forEach((golden, features) -> features.stream()
                .filter(feature -> !USED.getOrDefault(golden, Set.of()).contains(feature))
                .forEach(feature -> wrong.add(golden + ": no port or field of its product has " + feature
                        + (IN_CODE.contains(feature)
                                ? ""
                                : ", which is no feature; those it has: " + USED.get(golden)))));

        assertThat(wrong).isEmpty();
    }

    /** A case whose product has the feature, for the row's third column: the one that uses the fewest others. */
    private static String candidate(String feature) {
        return USED.entrySet().stream()
                .filter(entry -> entry.getValue().contains(feature))
                .min(Comparator.comparing(entry -> entry.getValue().size()))
                .map(Map.Entry::getKey)
                .orElse("NO CASE USES IT YET");
    }
}
