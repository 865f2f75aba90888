package io.millrace.cli;

import io.millrace.contracts.mesh.Mesh;
import java.util.function.Consumer;

/** Products with a Java topology: a folder has their contracts, but not the classes that run. */
final class JavaProducts {
    private JavaProducts() {}

    /**
     * The mesh without them, where it has others. One that is asked for by itself is run, from the class path.
     *
     * @param say is told of each that is left out
     */
    static Mesh leftOut(Mesh mesh, Consumer<String> say) {
        if (mesh.products().size() == 1) {
            return mesh;
        }
        mesh.products().stream()
                .filter(product -> product.topology().isPresent())
                .forEach(product -> say.accept("product " + product.qualifiedName()
                        + " has a Java topology and is left out, since a folder has no classes: package it by itself, with"
                        + " --classes, and run that jar"));
        return mesh.only(product -> product.topology().isEmpty());
    }
}
