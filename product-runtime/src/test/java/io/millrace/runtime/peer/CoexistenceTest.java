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

    @Test
    void shouldRefuseAVersionThatDividesTheWorkOtherwise() {
        List<String> one = List.of("sub-topology 0 reads shop.orders", "sub-topology 1 reads shop.payments");
        List<String> two = List.of("sub-topology 0 reads shop.customers", "sub-topology 1 reads shop.payments");
        assertThat(refusals(Map.of("a", divided("1.0.0", 3, one), "b", divided("1.0.0", 9, two)), Set.of("a")))
                .singleElement()
                .asString()
                .contains(
                        "instance a runs version 1.0.0",
                        "only the one that runs: sub-topology 0 reads shop.orders",
                        "only the one that starts: sub-topology 0 reads shop.customers",
                        "Stop all instances of the version that runs")
                .doesNotContain("shop.payments");
        assertThat(refusals(Map.of("a", divided("1.0.0", 3, one), "b", divided("1.0.0", 9, one)), Set.of("a")))
                .isEmpty();
        assertThat(refusals(Map.of("a", divided("1.0.0", 3, one), "b", divided("1.0.0", 9, two)), Set.of()))
                .as("once the others have stopped")
                .isEmpty();
    }

    @Test
    void shouldNotMindAnInstanceThatHasNotSaidHowItsWorkIsDivided() {
        List<String> two = List.of("sub-topology 0 reads shop.customers");
        assertThat(refusals(Map.of("a", divided("1.0.0", 3, List.of()), "b", divided("1.0.0", 9, two)), Set.of("a")))
                .isEmpty();
    }

    private static List<String> refusals(Map<String, Said> said, Set<String> members) {
        return Coexistence.refusals("b", said, members, NOW, OTHERS_BREAK);
    }

    private static Said said(String version, long offset, long millis) {
        return new Said(new WrittenVersion("shop", version, "product.odps.yaml", Map.of(), List.of()), offset, millis);
    }

    private static Said divided(String version, long offset, List<String> division) {
        return new Said(new WrittenVersion("shop", version, "product.odps.yaml", Map.of(), division), offset, LONG_AGO);
    }
}
