package io.millrace.contracts.mesh;

import io.millrace.contracts.policy.DomainDefaults;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.yaml.Node;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files of a mesh that one product is resolved and validated with: its descriptor and contracts, the contracts and
 * locked sources that it reads, descriptors of the products that serve it, the domains of all these with their masking
 * policies, and the policies that hold for it. A Java topology is judged by the resolved contracts that it reads, so
 * everything that these are resolved with comes along.
 */
public final class ProductFiles {
    private static final String SOURCE = "source:";

    private final Map<String, Node.Mapping> documents;
    private final NavigableSet<String> found = new TreeSet<>();

    private ProductFiles(Mesh mesh) {
        this.documents = mesh.documents();
    }

    /** Their paths, relative to the root of the mesh. */
    public static NavigableSet<String> of(Product product, Mesh mesh) {
        ProductFiles files = new ProductFiles(mesh);
        files.kind(DescriptorFiles.MESH).forEach(files.found::add);
        files.addProduct(product.location().file(), new HashSet<>());
        files.addNeighbours();
        files.addDomains();
        files.addPolicies(product);
        return files.found;
    }

    private void addProduct(String descriptor, Set<String> before) {
        if (!before.add(descriptor)) {
            return;
        }
        found.add(descriptor);
        WrittenProduct product = written(descriptor);
        product.outputs().forEach(id -> addNamed(DescriptorFiles.CONTRACT, "id", id));
        for (String id : product.inputs()) {
            if (id.startsWith(SOURCE)) {
                String source = id.substring(SOURCE.length()).replaceFirst("/.*", "");
                addNamed(DescriptorFiles.SOURCE, "source", source);
                addNamed(DescriptorFiles.LOCK, "source", source);
            } else {
                addNamed(DescriptorFiles.CONTRACT, "id", id);
                List<String> serving = kind(DescriptorFiles.PRODUCT)
                        .filter(file -> written(file).outputs().contains(id))
                        .toList();
                found.addAll(serving);
                if (product.topology()) {
                    serving.forEach(file -> addProduct(file, before));
                }
            }
        }
    }

    private Node.Mapping document(String file) {
        return Objects.requireNonNull(documents.get(file), file);
    }

    private WrittenProduct written(String descriptor) {
        return WrittenProduct.of(document(descriptor));
    }

    private void addNamed(Pattern kind, String key, String name) {
        kind(kind)
                .filter(file -> WrittenProduct.text(document(file), key).equals(name))
                .forEach(found::add);
    }

    private Stream<String> kind(Pattern kind) {
        return documents.keySet().stream().filter(file -> DescriptorFiles.isNamed(file, kind));
    }

    /**
     * Where no folder declares a domain, a contract is of the domain of the product beside it, and a table of one that a
     * product names.
     */
    private void addNeighbours() {
        Set<String> ofTables = domainsOfTables();
        kind(DescriptorFiles.PRODUCT)
                .filter(file -> ofTables.contains(WrittenProduct.text(document(file), "domain")))
                .filter(file -> nearest(file, domainFiles().keySet()).isEmpty())
                .forEach(found::add);
        Set<String> domains = domainFiles().keySet();
        Set<String> folders = found.stream()
                .filter(file -> DescriptorFiles.isNamed(file, DescriptorFiles.CONTRACT))
                .filter(file -> nearest(file, domains).isEmpty())
                .map(ProductFiles::folder)
                .collect(Collectors.toSet());
        kind(DescriptorFiles.PRODUCT)
                .filter(file -> folders.contains(folder(file)))
                .forEach(found::add);
    }

    private void addDomains() {
        Map<String, String> byFolder = domainFiles();
        Set<String> folders = new HashSet<>();
        found.forEach(file -> nearest(file, byFolder.keySet()).ifPresent(folders::add));
        byFolder.forEach((folder, domain) -> {
            if (domainsOfTables().contains(name(folder, domain))) {
                folders.add(folder);
            }
        });
        // That of products whose domain no folder declares.
        addMasking("", DomainDefaults.MASKING);
        byFolder.forEach((folder, domain) -> {
            if (folders.contains(folder)) {
                found.add(domain);
                String written = WrittenProduct.text(document(domain), "masking");
                addMasking(folder, written.isEmpty() ? DomainDefaults.MASKING : written);
            }
        });
    }

    /** Tables of a source belong to domains, whose defaults they take. */
    private Set<String> domainsOfTables() {
        return found.stream()
                .filter(file -> DescriptorFiles.isNamed(file, DescriptorFiles.SOURCE))
                .flatMap(file -> WrittenProduct.texts(document(file), "domain"))
                .collect(Collectors.toSet());
    }

    private String name(String folder, String domain) {
        String written = WrittenProduct.text(document(domain), "domain");
        return written.isEmpty() ? folder.substring(folder.lastIndexOf('/') + 1) : written;
    }

    private void addMasking(String folder, String written) {
        String file = Path.of(folder).resolve(written).normalize().toString().replace('\\', '/');
        if (documents.containsKey(file)) {
            found.add(file);
        }
    }

    private void addPolicies(Product product) {
        Set<String> domains = domainFiles().keySet();
        documents.keySet().stream().filter(PolicyFolder::isPolicy).forEach(file -> {
            // As policies see it: one at the root holds for all.
            Optional<String> scope = nearest(file, domains).filter(folder -> !folder.isEmpty());
            if (scope.isEmpty() || product.location().file().startsWith(scope.get() + "/")) {
                found.add(file);
            }
        });
    }

    /** Files of domains by their folders; the root is empty. */
    private Map<String, String> domainFiles() {
        return kind(DescriptorFiles.DOMAIN).collect(Collectors.toMap(ProductFiles::folder, file -> file));
    }

    private static Optional<String> nearest(String file, Set<String> folders) {
        String folder = file;
        while (!folder.isEmpty()) {
            folder = folder(folder);
            if (folders.contains(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static String folder(String file) {
        return file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    }
}
