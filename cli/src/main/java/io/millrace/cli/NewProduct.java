package io.millrace.cli;

import io.millrace.contracts.draft.MeshDraft;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.contracts.naming.Topics;
import io.millrace.contracts.policy.MaskingPolicy;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.resolve.Domain;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.yaml.YamlDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where a new product goes: its folder, and the mesh and domain around it as far as there are any. */
final class NewProduct {
    private final Path folder;
    private final Path home;
    private final Path root;
    private final boolean meshExists;
    private final Optional<MeshSources> mesh;
    private final Optional<Map.Entry<Path, Domain>> domain;

    /** @param given folder of the product; {@code <mesh>/<domain>/<product>} where there is no mesh yet */
    NewProduct(Path given) {
        folder = given.toAbsolutePath().normalize();
        Optional<Path> above = holding("mesh.yaml", folder, folder.getRoot());
        Path parent = folder.getParent();
        if (parent == null || parent.getParent() == null) {
            throw new CommandException(given + ": give the product's folder as MESH/DOMAIN/PRODUCT", ExitCode.USAGE);
        }
        home = parent;
        meshExists = above.isPresent();
        root = above.orElse(parent.getParent());
        mesh = above.map(found -> MeshSources.load(found, MeshOptions.DEFAULT));
        domain = holding("domain.yaml", parent, root)
                .flatMap(found -> mesh.map(MeshSources::domains)
                        .flatMap(all -> Optional.ofNullable(all.get(found)))
                        .map(known -> Map.entry(found, known)));
    }

    private static Optional<Path> holding(String file, Path from, Path upTo) {
        for (Path each = from; each != null && each.startsWith(upTo); each = each.getParent()) {
            if (Files.isRegularFile(each.resolve(file))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The domain there is, or the name of the folder above. */
    String defaultDomain() {
        return domain.map(found -> found.getValue().name()).orElse(name(home));
    }

    String defaultName() {
        return name(folder);
    }

    boolean needsDomain() {
        return domain.isEmpty();
    }

    Path root() {
        return root;
    }

    List<SourceDescriptor> sources() {
        return mesh.map(MeshSources::sources).orElse(List.of());
    }

    /** How the domain masks, or will. */
    MaskingPolicy policy() {
        return domain.map(found -> found.getValue().policy()).orElseGet(() -> {
            Problems none = new Problems();
            return YamlDocument.read(
                            MeshDraft.masking().getBytes(StandardCharsets.UTF_8), "policies/masking.yaml", none)
                    .map(document -> MaskingPolicy.read(document, "policies/masking.yaml"))
                    .orElseThrow();
        });
    }

    /** Refuses names that topics cannot carry, and a domain other than the folder's. */
    void check(String name, String domainName) {
        for (String part : List.of(name, domainName)) {
            if (!Topics.isLegalPart(part)) {
                throw new CommandException(
                        "'" + part + "' cannot name a product or domain: lower-case letters, digits, hyphens and"
                                + " underscores; use --name and --domain",
                        ExitCode.USAGE);
            }
        }
        domain.map(found -> found.getValue().name())
                .filter(found -> !found.equals(domainName))
                .ifPresent(found -> {
                    throw new CommandException(
                            "--domain " + domainName + ": the folder belongs to domain '" + found + "'",
                            ExitCode.USAGE);
                });
    }

    /**
     * Writes the product's files, and those around it that are missing.
     *
     * @param force whether files of the product may be overwritten; those around it never are
     * @return what was written, relative to the mesh
     */
    List<Path> write(Map<String, String> product, String domainName, String owner, boolean force) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        if (!meshExists) {
            files.put(root.resolve("mesh.yaml"), MeshDraft.mesh(name(root)));
        }
        if (domain.isEmpty()) {
            files.put(home.resolve("domain.yaml"), MeshDraft.domain(domainName, owner));
            files.put(home.resolve("policies").resolve("masking.yaml"), MeshDraft.masking());
        }
        product.forEach((name, text) -> files.put(folder.resolve(name), text));
        List<Path> there = files.keySet().stream()
                .filter(file -> Files.exists(file) && !(force && file.startsWith(folder)))
                .map(root::relativize)
                .toList();
        if (!there.isEmpty()) {
            throw new CommandException("nothing was written, since there is already: "
                    + String.join(", ", there.stream().map(Path::toString).toList())
                    + "; choose another folder, or use --force to overwrite files of the product");
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(Objects.requireNonNull(file.getKey().getParent(), "a file without a folder"));
            Files.writeString(file.getKey(), file.getValue());
            written.add(root.relativize(file.getKey()));
        }
        return written;
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }
}
