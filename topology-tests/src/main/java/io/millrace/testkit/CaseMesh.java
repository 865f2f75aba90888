package io.millrace.testkit;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.key.KeyNames;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.mask.MaskKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The product a case is about, resolved in its mesh, and the secrets it runs with.
 *
 * @param mesh of the product's folder
 * @param product the only one
 */
record CaseMesh(Mesh mesh, Product product, KeyRing keys) {

    /** @throws IllegalArgumentException where the folder does not hold exactly one product */
    static CaseMesh load(CaseFile caseFile, CaseFolder folder) throws IOException {
        Path root;
        if (caseFile.subject() instanceof CaseFile.Subject.Inline inline) {
            for (var file : inline.files().entrySet()) {
                folder.write("mesh/" + file.getKey(), file.getValue());
            }
            folder.write("mesh/mesh.yaml", inline.files().getOrDefault("mesh.yaml", "name: case\n"));
            root = folder.resolve("mesh");
        } else {
            root = ((CaseFile.Subject.Folder) caseFile.subject()).folder();
        }
        Mesh mesh = Mesh.load(root, MeshOptions.DEFAULT);
        if (mesh.products().size() != 1) {
            throw new IllegalArgumentException("A case is about one product, but " + root + " holds "
                    + mesh.products().stream().map(Product::qualifiedName).toList()
                    + ". Name the folder of one of them under 'product'.");
        }
        Product product = mesh.products().get(0);
        return new CaseMesh(mesh, product, keys(caseFile, folder, product));
    }

    /** What the product needs, and what the tokens take that a case lets arrive at its Java topology. */
    private static KeyNames names(Product product) {
        KeyNames own = MaskKeys.of(List.of(product));
        List<String> joinDomains = new ArrayList<>(own.joinDomains());
        product.topology()
                .ifPresent(topology -> topology.inputs().values().stream()
                        .flatMap(contract -> contract.everyField().stream())
                        .map(ServedRows::masked)
                        .filter(Mask.Pseudonymize.class::isInstance)
                        .forEach(mask -> joinDomains.add(((Mask.Pseudonymize) mask).joinDomain())));
        return new KeyNames(joinDomains, own.encryption());
    }

    private static KeyRing keys(CaseFile caseFile, CaseFolder folder, Product product) throws IOException {
        Path file = folder.resolve("keys");
        if (caseFile.keyRing().isEmpty()) {
            return KeyRing.generate(file, names(product));
        }
        Files.writeString(file, caseFile.keyRing().get());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return KeyRing.load(file);
    }
}
