package io.millrace.contracts.jar;

import io.millrace.contracts.governance.Policies;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.ProductFiles;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Validates products and puts each into a jar: what {@code millrace package} and the Maven plugin have in common. */
public final class ProductPackaging {
    private final Mesh mesh;

    private ProductPackaging(Mesh mesh) {
        this.mesh = mesh;
    }

    /**
     * Reads products and judges them as {@code millrace validate} does.
     *
     * @param path as in {@link Mesh#load(Path, MeshOptions)}
     * @param today decides which exceptions from policies count, UTC
     * @param check as in {@link Mesh#load(Path, MeshOptions, Function)}; compiles contracts
     * @throws InvalidDescriptorsException with everything wrong, broken policies included
     */
    public static ProductPackaging validated(Path path, LocalDate today, Function<Product, List<Problem>> check) {
        Mesh mesh = Mesh.load(path, MeshOptions.DEFAULT, check);
        Problems problems = new Problems();
        mesh.warnings().forEach(problems::add);
        Policies.check(mesh, Map.of(), today, Optional.empty()).forEach(problems::add);
        if (problems.refuse()) {
            throw new InvalidDescriptorsException(problems.sorted());
        }
        return new ProductPackaging(mesh.withWarnings(problems.sorted()));
    }

    /** The products that can be packaged, and what is not quite right with them. */
    public Mesh mesh() {
        return mesh;
    }

    /** {@code <domain>.<product>-<version>.jar}. */
    public static String fileName(Product product) {
        return product.qualifiedName() + "-" + product.version() + ".jar";
    }

    /**
     * Writes the jar of one of the products, and reads it back: from the jar alone the product must be the same.
     *
     * @return what the jar's manifest says
     * @throws PackagingException where the code cannot be taken along, or something would be missing
     * @throws IOException where a file cannot be read or written
     */
    public JarManifest write(Product product, JarCode code, Path jar) throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>(code.entries());
        if (product.topology().isPresent()) {
            code.require(product.topology().get().className(), entries);
        }
        for (String name : ProductFiles.of(product, mesh)) {
            Path file = mesh.root().resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            Secrets.refuse(file, bytes);
            entries.put(JarLayout.MESH + name, bytes);
        }
        JarManifest manifest = new JarManifest(
                JarManifest.FORMAT,
                product.qualifiedName(),
                product.version(),
                product.location().file(),
                MillraceVersion.CURRENT.text(),
                "");
        // Beside the target, and moved once it is good: nobody sees half a jar.
        Path folder = jar.toAbsolutePath().resolveSibling("");
        Files.createDirectories(folder);
        Path part = folder.resolve(jar.getFileName() + ".part");
        try {
            JarManifest written = JarWriter.write(part, manifest, entries);
            requireSame(product, part);
            Files.move(part, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void requireSame(Product product, Path jar) {
        if (!product.equals(readBack(jar))) {
            throw new PackagingException(product.qualifiedName() + " is another product when it is read from its jar"
                    + " alone; were files changed meanwhile? Package again. If it comes back, give the domain of every"
                    + " contract that the product reads a domain.yaml");
        }
    }

    private static Product readBack(Path jar) {
        try {
            return TopologyJar.open(jar)
                    .mesh(MeshOptions.DEFAULT, product -> List.of())
                    .products()
                    .get(0);
        } catch (RefusedJarException | InvalidDescriptorsException cannot) {
            throw new PackagingException("a product cannot be read from its jar alone: " + cannot.getMessage());
        }
    }
}
