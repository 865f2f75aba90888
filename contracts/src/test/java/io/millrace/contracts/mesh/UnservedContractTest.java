package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnservedContractTest {
    private static final String FOREIGN = """
            apiVersion: v3.1.0
            kind: DataContract
            id: warehouse.orders
            version: 7
            status: active
            schema:
            - name: orders
              quality:
              - {type: text, description: Complete every morning.}
              - {type: sql, query: "SELECT count(*) FROM orders", mustBeGreaterThan: 0}
              properties:
              - {name: id, logicalType: integer, unique: true}
              - {name: total, logicalType: number, transformLogic: "COALESCE(a, 0)"}
            """;

    @Test
    void shouldNoteOncePerContractWhatNobodyRuns(@TempDir Path temporary) throws Exception {
        MeshFolder folder = MeshFolder.copyOfBase(temporary.resolve("mesh"));
        folder.write("checkout/warehouse.odcs.yaml", FOREIGN.replace("version: 7", "version: '7'"));

        assertThat(folder.findings()).singleElement().asString().contains("warning", "warehouse.orders");
        assertThat(folder.notes())
                .filteredOn(note -> note.startsWith("checkout/warehouse.odcs.yaml"))
                .singleElement()
                .asString()
                .contains("a sql rule in line 10, 'unique' in line 12, transformLogic in line 13.");
    }

    @Test
    void shouldRefuseTheSameInAContractThatAPortServes(@TempDir Path temporary) throws Exception {
        MeshFolder folder = MeshFolder.copyOfBase(temporary.resolve("mesh"));
        folder.write(
                "checkout/orders/order.odcs.yaml",
                FOREIGN.replace("id: warehouse.orders", "id: order").replace("version: 7", "version: '7'"));

        assertThat(folder.findings())
                .anySatisfy(finding -> assertThat(finding).contains("error", "'7' is no semantic version"))
                .anySatisfy(finding -> assertThat(finding).contains("error", "quality[1]"))
                .anySatisfy(finding -> assertThat(finding).contains("error", "'unique' is not run"))
                .anySatisfy(finding -> assertThat(finding).contains("error", "SQL"));
    }
}
