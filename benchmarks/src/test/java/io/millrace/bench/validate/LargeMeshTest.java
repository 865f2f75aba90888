package io.millrace.bench.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.governance.Policies;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.Problem;
import io.millrace.runtime.plan.ContractCheck;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What {@code millrace validate} does, for 200 contracts. The mesh stays in {@code target}, to try the command on. */
class LargeMeshTest {
    private static final Path FOLDER = Path.of("target", "large-mesh");
    private static final int PRODUCTS = 50;
    private static final int CONTRACTS_PER_PRODUCT = 4;

    @Test
    void shouldValidateTwoHundredContractsWithoutFindings() throws Exception {
        new LargeMesh(FOLDER, PRODUCTS, CONTRACTS_PER_PRODUCT).write();

        long start = System.nanoTime();
        Mesh mesh = Mesh.load(FOLDER, MeshOptions.DEFAULT, ContractCheck::problems);
        List<Problem> found = Policies.check(mesh, Map.of(), LocalDate.of(2026, 1, 1), Optional.empty());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

        System.out.println("validated " + PRODUCTS * CONTRACTS_PER_PRODUCT + " contracts in " + millis + " ms");
        assertThat(mesh.products()).hasSize(PRODUCTS);
        assertThat(mesh.products())
                .allSatisfy(product -> assertThat(product.outputPorts()).hasSize(CONTRACTS_PER_PRODUCT));
        assertThat(mesh.warnings()).isEmpty();
        assertThat(found).isEmpty();
    }
}
