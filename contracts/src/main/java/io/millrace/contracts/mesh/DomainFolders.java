package io.millrace.contracts.mesh;

import io.millrace.contracts.policy.DomainDefaults;
import io.millrace.contracts.policy.MaskingPolicy;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.resolve.Domain;
import io.millrace.contracts.yaml.Sited;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which domain a file belongs to: that of the nearest folder above with a {@code domain.yaml}. */
final class DomainFolders {
    private final Path root;
    private final String rootName;
    private final DescriptorFiles files;
    private final Problems problems;
    private final Map<Path, DomainDefaults> declared = new LinkedHashMap<>();
    private final Map<Path, MaskingPolicy> policies = new HashMap<>();

    /** @param rootName what a domain is called that is declared at the root and does not name itself */
    DomainFolders(Path root, String rootName, DescriptorFiles files, Problems problems) {
        this.root = root;
        this.rootName = rootName;
        this.files = files;
        this.problems = problems;
        for (Path file : files.named(DescriptorFiles.DOMAIN)) {
            Path folder = parent(file);
            String name = name(folder);
            // One that cannot be read is noted; what stands in its folder is judged by the built-in defaults.
            declared.put(
                    folder,
                    files.read(file)
                            .map(document -> DomainDefaults.read(document, name))
                            .orElseGet(() -> DomainDefaults.unread(name)));
        }
    }

    /** Names of the domains that have a {@code domain.yaml}, with their defaults. */
    Map<String, DomainDefaults> byName() {
        Map<String, DomainDefaults> names = new LinkedHashMap<>();
        declared.values().forEach(defaults -> names.putIfAbsent(defaults.name(), defaults));
        return names;
    }

    /** The domains that have a {@code domain.yaml}, by its folder. */
    Map<Path, Domain> byFolder() {
        Map<Path, Domain> domains = new LinkedHashMap<>();
        declared.forEach((folder, defaults) -> domains.put(folder, domain(defaults, folder)));
        return domains;
    }

    /** The domain of a file by its folder, if one is declared. */
    Optional<Domain> of(Path file) {
        return folderOf(file).map(folder -> domain(defaults(folder), folder));
    }

    /** The domain of a file where none is declared by folder. */
    Domain undeclared(String name) {
        return domain(DomainDefaults.builtIn(name), root);
    }

    private DomainDefaults defaults(Path folder) {
        DomainDefaults found = declared.get(folder);
        return found == null ? DomainDefaults.builtIn(name(folder)) : found;
    }

    private String name(Path folder) {
        return folder.equals(root) ? rootName : String.valueOf(folder.getFileName());
    }

    private Domain domain(DomainDefaults defaults, Path folder) {
        String written = defaults.masking().map(Sited::value).orElse(DomainDefaults.MASKING);
        Path file = folder.resolve(written).normalize();
        MaskingPolicy policy = policies.get(file);
        if (policy == null) {
            policy = policy(file, defaults);
            policies.put(file, policy);
        }
        return new Domain(defaults, policy);
    }

    private MaskingPolicy policy(Path file, DomainDefaults defaults) {
        String name = file.startsWith(root) ? files.name(file) : file.toString();
        if (!file.startsWith(root)) {
            defaults.masking()
                    .ifPresent(found -> problems.error(
                            found.at(), "'" + found.value() + "' lies outside the mesh folder. Move it inside."));
            return MaskingPolicy.absent(name);
        }
        if (!Files.isRegularFile(file)) {
            defaults.masking()
                    .ifPresent(found -> problems.error(
                            found.at(), "There is no file '" + name + "'. Write it, or correct the path."));
            return MaskingPolicy.absent(name);
        }
        return files.read(file)
                .map(document -> MaskingPolicy.read(document, name))
                .orElseGet(() -> MaskingPolicy.absent(name));
    }

    private Optional<Path> folderOf(Path file) {
        Path folder = parent(file);
        while (folder.startsWith(root)) {
            if (declared.containsKey(folder)) {
                return Optional.of(folder);
            }
            if (folder.equals(root)) {
                break;
            }
            folder = parent(folder);
        }
        return Optional.empty();
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }
}
