package io.millrace.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.compatibility.WrittenVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoexistenceTest {
    private static final long NOW = 1_000_000_000L;
    private static final long LONG_AGO = NOW - Coexistence.STARTING.toMillis() - 1;
    private static final Coexistence.Judge OTHERS_BREAK = (running, joining) ->
            running.version().equals(joining.version()) ? List.of() : List.of("field total: removed");

    @Test
    void shouldRefuseAVersionThatBreaksAMember() {
        assertThat(refusals(Map.of("a", said("1.0.0", 3, LONG_AGO), "b", said("2.0.0", 9, NOW)), Set.of("a")))
                .singleElement()
                .asString()
                .contains("instance a runs version 1.0.0", "version 2.0.0 beside it", "field total: removed");
    }

    @Test
    void shouldLetTheSameVersionJoin() {
        assertThat(refusals(Map.of("a", said("2.0.0", 3, LONG_AGO), "b", said("2.0.0", 9, NOW)), Set.of("a")))
                .isEmpty();
    }

    @Test
    void shouldNotMindAnInstanceThatIsGone() {
        assertThat(refusals(Map.of("a", said("1.0.0", 3, LONG_AGO), "b", said("2.0.0", 9, NOW)), Set.of()))
                .isEmpty();
    }

    @Test
    void shouldNotMindItsOwnPlaceInTheGroup() {
        assertThat(refusals(Map.of("b", said("2.0.0", 9, NOW)), Set.of("b"))).isEmpty();
    }

    @Test
    void shouldLetExactlyOneOfTwoStartThatSpokeAtTheSameMoment() {
        Map<String, Said> both = Map.of("a", said("1.0.0", 8, NOW), "b", said("2.0.0", 9, NOW));
        assertThat(Coexistence.refusals("a", both, Set.of(), NOW, OTHERS_BREAK)).isEmpty();
        assertThat(Coexistence.refusals("b", both, Set.of(), NOW, OTHERS_BREAK)).hasSize(1);
    }

    private static List<String> refusals(Map<String, Said> said, Set<String> members) {
        return Coexistence.refusals("b", said, members, NOW, OTHERS_BREAK);
    }

    private static Said said(String version, long offset, long millis) {
        return new Said(new WrittenVersion("shop", version, "product.odps.yaml", Map.of()), offset, millis);
    }
}
