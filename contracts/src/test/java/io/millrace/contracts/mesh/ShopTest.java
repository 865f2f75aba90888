package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShopTest {
    static final Path SHOP = Path.of(System.getProperty("millrace.project.root", ".."), "examples", "shop");

    @Test
    void x() {
        Mesh mesh = Mesh.load(SHOP, MeshOptions.DEFAULT);
        mesh.products().forEach(System.out::println);
        mesh.sources().forEach(System.out::println);
        mesh.warnings().forEach(System.out::println);
        mesh.products()
                .forEach(p -> p.outputPorts()
                        .forEach(o -> System.out.println(io.millrace.contracts.avro.ContractSchema.of(o.contract())
                                .toString())));
        assertThat(mesh.warnings()).isEmpty();
    }
}
