package io.millrace.tests;

import io.millrace.testkit.GoldenCase;
import io.millrace.testkit.GoldenCases;
import io.millrace.tests.support.ProjectRoot;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenCasesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldDoWhatTheCaseSays(GoldenCase golden) {
        golden.verify();
    }

    static Stream<GoldenCase> shouldDoWhatTheCaseSays() {
        return GoldenCases.in(ProjectRoot.resolve("topology-tests/src/test/cases"));
    }
}
