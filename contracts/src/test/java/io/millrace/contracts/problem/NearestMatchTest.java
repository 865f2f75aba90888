package io.millrace.contracts.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestMatchTest {
    private static final List<String> ALLOWED = List.of("view", "deletes", "partitions", "event-id", "onViolation");

    @ParameterizedTest
    @CsvSource({
        "veiw, view",
        "View, view",
        "delete, deletes",
        "partition, partitions",
        "event_id, event-id",
        "evnt-id, event-id",
        "onviolation, onViolation",
        "onVoilation, onViolation"
    })
    void shouldFindWhatWasMeant(String found, String meant) {
        assertThat(NearestMatch.of(found, ALLOWED)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"retention", "x", "replication-factor"})
    void shouldNotGuessFarOff(String found) {
        assertThat(NearestMatch.of(found, ALLOWED)).isEmpty();
    }

    @Test
    void shouldListWhatIsAllowedInOrder() {
        assertThat(NearestMatch.hint("veiw", ALLOWED))
                .isEqualTo("Did you mean 'view'? Allowed: deletes, event-id, onViolation, partitions, view.");
        assertThat(NearestMatch.hint("veiw", List.of())).isEqualTo("None is allowed here.");
    }
}
