package io.millrace.tests.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.topology.TopologyOutline;
import io.millrace.testkit.GoldenCase;
import io.millrace.testkit.GoldenCases;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a contract says, grants and pictures can be derived from its product without a cluster and without keys. */
class OutlinedFeaturesTest {
    @ParameterizedTest
    @MethodSource
    void shouldOutlineTheProductOfEveryGoldenCase(GoldenCase golden) {
        TopologyOutline outline = TopologyOutline.of(golden.product());

        assertThat(outline.description().subtopologies()).isNotEmpty();
    }

    static Stream<GoldenCase> shouldOutlineTheProductOfEveryGoldenCase() throws IOException {
        return GoldenCases.in(ProjectRoot.resolve("topology-tests/src/test/cases"));
    }
}
