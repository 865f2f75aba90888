package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.OutputPort.View;
import io.millrace.runtime.fixture.Changes;
import io.millrace.runtime.metrics.TaskBalance.Kind;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.topology.SnapshotAudience.Answer;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotAudienceTest {
    private final SnapshotAudience audience =
            new SnapshotAudience("shop.orders", List.of(port(View.HISTORY), port(View.LATEST)));

    @Test
    void shouldGiveChangesAndRowsThatAreNewToEveryPort() {
        assertThat(of(Operation.SNAPSHOT, null)).isEqualTo(new Answer(0b11, Kind.DUPLICATE));
        assertThat(of(Operation.UPDATE, "shop.others")).isEqualTo(new Answer(0b11, Kind.DUPLICATE));
    }

    @Test
    void shouldKeepRowsThatAreSentAgainOutOfAHistory() {
        assertThat(of(Operation.SNAPSHOT, "latest-ports")).isEqualTo(new Answer(0b10, Kind.DUPLICATE));
    }

    @Test
    void shouldGiveRowsForOneProductToAllItsPortsAndToNoOtherProduct() {
        assertThat(of(Operation.SNAPSHOT, "shop.orders")).isEqualTo(new Answer(0b11, Kind.DUPLICATE));
        assertThat(of(Operation.SNAPSHOT, "shop.orders-v2")).isEqualTo(new Answer(0, Kind.ELSEWHERE));
    }

    private Answer of(Operation operation, @Nullable String sentFor) {
        var headers = new RecordHeaders();
        if (sentFor != null) {
            headers.add("snapshot-for", sentFor.getBytes(UTF_8));
        }
        return audience.of(new InputRecord("t", 0, 0, 0, null, null, headers), operation);
    }

    private static OutputPort port(View view) {
        OutputPort port = Changes.product().outputPorts().get(0);
        return new OutputPort(
                port.name(), port.version(), port.topic(), view, port.deletes(), port.partitions(), port.contract());
    }
}
