package io.millrace.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.testkit.GoldenCase;
import io.millrace.testkit.GoldenCases;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenCasesTest {
    private static final String PRODUCT_IN_README = "../../checkout/payments";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldDoWhatTheCaseSays(GoldenCase golden) {
        golden.verify();
    }

    @Test
    void shouldRunTheCaseThatTheReadmeShows(@TempDir Path folder) throws IOException {
        String readme = Files.readString(ProjectRoot.resolve("topology-tests/README.md"));
        int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
        String shown = readme.substring(start, readme.indexOf("```", start));
        assertThat(shown).contains(PRODUCT_IN_README);
        Files.writeString(
                folder.resolve("readme.case.yaml"),
                shown.replace(
                        PRODUCT_IN_README,
                        ProjectRoot.resolve("examples/shop/checkout/payments").toString()));

        GoldenCases.in(folder).forEach(GoldenCase::verify);
    }

    static Stream<GoldenCase> shouldDoWhatTheCaseSays() {
        return GoldenCases.in(ProjectRoot.resolve("topology-tests/src/test/cases"));
    }
}
