package io.millrace.cli;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.Mask;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which keys a mesh needs. */
public final class MeshKeys {
    private MeshKeys() {}

    /** Every join domain that a contract of the mesh names. */
    public static SortedSet<String> joinDomains(Mesh mesh) {
        SortedSet<String> domains = new TreeSet<>();
        mesh.products().stream()
                .flatMap(product -> product.outputPorts().stream())
                .flatMap(port -> port.contract().everyField().stream())
                .forEach(field -> {
                    if (field.mask() instanceof Mask.Pseudonymize pseudonymize) {
                        domains.add(pseudonymize.joinDomain());
                    }
                });
        return domains;
    }
}
