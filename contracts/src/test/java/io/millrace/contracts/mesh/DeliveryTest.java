package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Delivery;
import io.millrace.contracts.product.InputPort.OwnedTopic;
import io.millrace.contracts.product.Periods;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What descriptors and domains say about delivery. */
class DeliveryTest {
    @TempDir
    private Path temporary;

    private static Product product(Mesh mesh, String name) {
        return mesh.products().stream()
                .filter(product -> product.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldReadPeriodsAndTheTopicThatTellsThem() throws Exception {
        MeshFolder folder = MeshFolder.copyOfBase(temporary.resolve("mesh"));
        assertThat(product(Mesh.load(folder.root(), MeshOptions.DEFAULT), "orders")
                        .delivery())
                .isEqualTo(Delivery.PLAIN);
        folder.replace(
                "checkout/orders/product.odps.yaml",
                "status: active",
                "status: active\ncustomProperties: [{property: millrace, value: {periods: {length: P1D}}}]");

        assertThat(product(Mesh.load(folder.root(), MeshOptions.DEFAULT), "orders")
                        .delivery()
                        .periods())
                .contains(new Periods("checkout.orders.periods", Duration.ofDays(1), Duration.ofMinutes(1)));
    }

    @Test
    void shouldGiveAllTopicsOfADomainItsReplicas() throws Exception {
        MeshFolder folder = MeshFolder.copyOfBase(temporary.resolve("mesh"));
        folder.replace("checkout/domain.yaml", "retention: P10D", "retention: P10D\nreplication: 3");

        Mesh mesh = Mesh.load(folder.root(), MeshOptions.DEFAULT);
        assertThat(mesh.products())
                .extracting(product -> product.delivery().replication())
                .containsOnly(OptionalInt.of(3));
        assertThat(product(mesh, "payments").inputPorts().get(0).owned())
                .contains(new OwnedTopic(6, Duration.ofDays(10), OptionalInt.of(3)));
        assertThat(mesh.sources().get(0).tables())
                .filteredOn(table -> table.domain().equals("checkout"))
                .extracting(CapturedTable::replication)
                .isNotEmpty()
                .containsOnly(OptionalInt.of(3));
        assertThat(mesh.sources().get(0).offsetReplication()).isEqualTo(OptionalInt.of(3));

        Mesh small = mesh.withReplication(1);
        assertThat(product(small, "payments").delivery().replication()).isEqualTo(OptionalInt.of(1));
        assertThat(product(small, "payments").inputPorts().get(0).owned().map(OwnedTopic::replication))
                .isEqualTo(Optional.of(OptionalInt.of(1)));
        assertThat(small.sources().get(0).offsetReplication()).isEqualTo(OptionalInt.of(1));
    }
}
