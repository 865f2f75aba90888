package io.millrace.contracts.jar;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.product.Product;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.ZipFile;

/** A topology jar that was found whole. The file must stay as it is while this is in use. */
public final class TopologyJar {
    private final Path file;
    private final JarManifest manifest;
    private final NavigableSet<String> names;

    private TopologyJar(Path file, JarManifest manifest, NavigableSet<String> names) {
        this.file = file;
        this.manifest = manifest;
        this.names = names;
    }

    /** Whether a path looks like a jar's: commands take folders as well. */
    public static boolean isJar(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    /**
     * Reads the whole file once and compares it with its digest.
     *
     * @throws RefusedJarException where it is truncated, altered, no topology jar, or one this version cannot run
     */
    public static TopologyJar open(Path file) throws RefusedJarException {
        return JarVerifier.verify(file);
    }

    static TopologyJar verified(Path file, JarManifest manifest, NavigableSet<String> names) {
        return new TopologyJar(file, manifest, new TreeSet<>(names));
    }

    public Path file() {
        return file;
    }

    public JarManifest manifest() {
        return manifest;
    }

    /** Whether it brings classes or libraries. */
    public boolean hasCode() {
        return names.stream().anyMatch(JarLayout::isCode);
    }

    /**
     * Resolves the product.
     *
     * @param check as in {@link Mesh#load(Path, MeshOptions, Function)}
     * @return a mesh of this one product
     * @throws RefusedJarException where the descriptors are not those of the product that the manifest names
     * @throws io.millrace.contracts.problem.InvalidDescriptorsException with every problem of the descriptors
     */
    public Mesh mesh(MeshOptions options, Function<Product, List<Problem>> check) throws RefusedJarException {
        try (FileSystem files = FileSystems.newFileSystem(file)) {
            Path root = files.getPath("/" + JarLayout.MESH).normalize();
            Mesh mesh = Mesh.loadAlone(root, manifest.domain(), manifest.descriptor(), options, check);
            Product product = mesh.products().get(0);
            if (!product.qualifiedName().equals(manifest.product())
                    || !product.version().equals(manifest.version())) {
                throw new RefusedJarException(
                        file,
                        "its manifest names " + manifest.product() + " " + manifest.version()
                                + ", its descriptor " + product.qualifiedName() + " " + product.version()
                                + "; build it again with 'millrace package'");
            }
            return mesh;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Copies the code out of the jar, so that the file may be replaced while it runs.
     *
     * @param folder empty and nobody else's
     * @return the folder of classes, if there are any, and the libraries in the order of their names
     */
    public List<Path> unpackCode(Path folder) throws IOException {
        NavigableSet<Path> roots = new TreeSet<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (String name : names) {
                if (JarLayout.isCode(name)) {
                    Path target = folder.resolve(name);
                    Files.createDirectories(target.resolveSibling(""));
                    try (InputStream bytes = zip.getInputStream(zip.getEntry(name))) {
                        Files.copy(bytes, target);
                    }
                    roots.add(name.startsWith(JarLayout.CLASSES) ? folder.resolve(JarLayout.CLASSES) : target);
                }
            }
        }
        return List.copyOf(roots);
    }
}
