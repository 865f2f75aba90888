package io.millrace.contracts.mesh;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.naming.Environment;
import io.millrace.contracts.odcs.ContractDocument;
import io.millrace.contracts.odcs.OdcsReader;
import io.millrace.contracts.odps.OdpsReader;
import io.millrace.contracts.odps.ProductDocument;
import io.millrace.contracts.policy.DomainDefaults;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.problem.Place;
import io.millrace.contracts.problem.Problem;
import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.resolve.Catalogue;
import io.millrace.contracts.resolve.Domain;
import io.millrace.contracts.resolve.DomainEvents;
import io.millrace.contracts.resolve.PersonalReads;
import io.millrace.contracts.resolve.ProductResolver;
import io.millrace.contracts.resolve.UnservedContracts;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceReader;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Sited;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads all files of a mesh, resolves its products, and reports what is wrong in any of them together. */
final class MeshLoader {
    private final Path root;
    private final String rootName;
    private final Path wanted;
    private final boolean alone;
    private final Environment environment;
    private final Problems problems = new Problems();
    private final DescriptorFiles files;
    private final DomainFolders domains;

    /**
     * A loader.
     *
     * @param rootName what a domain is called that is declared at the root and does not name itself
     * @param alone whether what is not wanted only says what it serves, since not all that it stands on is there
     */
    private MeshLoader(Path root, String rootName, Path wanted, boolean alone, MeshOptions options) {
        this.root = root;
        this.rootName = rootName;
        this.wanted = wanted;
        this.alone = alone;
        this.environment = new Environment(options.environment());
        this.files = DescriptorFiles.under(root, problems);
        this.domains = new DomainFolders(root, rootName, files, problems);
    }

    static Mesh load(Path given, MeshOptions options, Function<Product, List<Problem>> check) {
        return of(given, options).load(check);
    }

    static Mesh loadAlone(
            Path root,
            String rootName,
            String descriptor,
            MeshOptions options,
            Function<Product, List<Problem>> check) {
        return new MeshLoader(root, rootName, root.resolve(descriptor), true, options).load(check);
    }

    static MeshSources loadSources(Path given, MeshOptions options) {
        return of(given, options).loadSources();
    }

    private static MeshLoader of(Path given, MeshOptions options) {
        Path path = given.toAbsolutePath().normalize();
        Problems problems = new Problems();
        if (!Files.exists(path)) {
            problems.error(
                    DescriptorFiles.whole(given.toString()),
                    "There is no such folder. Give a mesh folder, a product's folder, or a product.odps.yaml.");
        } else if (Files.isRegularFile(path)
                && !DescriptorFiles.PRODUCT
                        .matcher(String.valueOf(path.getFileName()))
                        .matches()) {
            problems.error(
                    DescriptorFiles.whole(given.toString()),
                    "This is no product descriptor. Give a mesh folder, a product's folder, or a product.odps.yaml.");
        }
        if (problems.refuse()) {
            throw new InvalidDescriptorsException(problems.sorted());
        }
        Path folder = Files.isRegularFile(path) ? DomainFolders.parent(path) : path;
        Path root = enclosingMesh(folder);
        return new MeshLoader(root, String.valueOf(root.getFileName()), path, false, options);
    }

    private static Path enclosingMesh(Path folder) {
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.isRegularFile(above.resolve("mesh.yaml")) || Files.isRegularFile(above.resolve("mesh.yml"))) {
                return above;
            }
        }
        return folder;
    }

    /** Products are read for the names of their domains only, so what is wrong in them is no matter here. */
    private MeshSources loadSources() {
        Map<ProductDocument, Domain> products = new LinkedHashMap<>();
        for (Path file : files.named(DescriptorFiles.PRODUCT)) {
            files.read(file)
                    .flatMap(OdpsReader::read)
                    .ifPresent(product -> domainOf(product, file).ifPresent(domain -> products.put(product, domain)));
        }
        Map<String, SourceDescriptor> sources = sources(products);
        List<Problem> ofSources = problems.sorted().stream()
                .filter(problem -> problem.level() == Problem.Level.ERROR)
                .filter(problem -> DescriptorFiles.isNamed(problem.location().file(), DescriptorFiles.SOURCE))
                .toList();
        if (!ofSources.isEmpty()) {
            throw new InvalidDescriptorsException(ofSources);
        }
        return new MeshSources(root, List.copyOf(sources.values()), domains.byFolder());
    }

    private Mesh load(Function<Product, List<Problem>> check) {
        for (Path file : files.named(DescriptorFiles.MESH)) {
            files.read(file).ifPresent(document -> {
                document.text("name");
                document.informative("description");
                document.close();
            });
        }
        // What they say is judged where they are asked about; here only that they can be read.
        files.named(DescriptorFiles.POLICY).forEach(files::read);
        Map<ProductDocument, Domain> products = new LinkedHashMap<>();
        Map<Path, Domain> byFolder = new HashMap<>();
        List<ProductDocument> asked = new ArrayList<>();
        for (Path file : files.named(DescriptorFiles.PRODUCT)) {
            files.read(file)
                    .flatMap(OdpsReader::read)
                    .ifPresent(product -> domainOf(product, file).ifPresent(domain -> {
                        products.put(product, domain);
                        byFolder.put(DomainFolders.parent(file), domain);
                        if (file.startsWith(wanted)) {
                            asked.add(product);
                        }
                    }));
        }
        Map<String, ContractDocument> contracts = new LinkedHashMap<>();
        Map<String, Domain> contractDomains = new LinkedHashMap<>();
        for (Path file : files.named(DescriptorFiles.CONTRACT)) {
            files.read(file).flatMap(OdcsReader::read).ifPresent(contract -> {
                String id = contract.id().value();
                ContractDocument before = contracts.putIfAbsent(id, contract);
                if (before != null) {
                    twice("Contract id", contract.id(), before.id().at());
                }
                contractDomains.putIfAbsent(id, domainOfContract(file, byFolder));
            });
        }
        Map<String, SourceDescriptor> sources = sources(products);
        boolean complete =
                contracts.size() == files.named(DescriptorFiles.CONTRACT).size()
                        && sources.size() == files.named(DescriptorFiles.SOURCE).size();
        Catalogue catalogue = new Catalogue(
                contracts,
                contractDomains,
                sources,
                Catalogue.served(products, contracts),
                PersonalReads.of(products.keySet(), contracts),
                environment,
                complete);
        ProductResolver resolver = new ProductResolver(catalogue, problems);
        List<Product> all = new ArrayList<>();
        List<Product> resolved = new ArrayList<>();
        Set<ProductDocument> needed = alone ? ReadOrder.neededBy(asked, products.keySet()) : products.keySet();
        for (ProductDocument document : ReadOrder.of(needed, problems)) {
            resolver.resolve(document, Objects.requireNonNull(products.get(document)))
                    .ifPresent(product -> {
                        all.add(product);
                        if (asked.contains(document)) {
                            resolved.add(product);
                        }
                    });
        }
        resolved.stream()
                .filter(this::hasNoError)
                .forEach(product -> check.apply(product).forEach(problems::add));
        UnservedContracts.note(contracts.values(), catalogue.servedBy().keySet(), idsRead(products.keySet()), problems);
        MeshChecks checks = new MeshChecks(problems);
        checks.check(products, all, sources.values());
        OutboxTopics.check(sources.values(), all, problems);
        boolean sound = products.keySet().stream()
                .noneMatch(product -> problems.refuse(product.at().location().file()));
        if (!alone
                && sound
                && products.size() == files.named(DescriptorFiles.PRODUCT).size()) {
            checks.warnOfUnused(products.keySet(), contracts);
        }
        if (asked.isEmpty()
                && files.named(DescriptorFiles.PRODUCT).stream().noneMatch(file -> file.startsWith(wanted))) {
            problems.error(
                    DescriptorFiles.whole(
                            root.equals(wanted) ? String.valueOf(wanted.getFileName()) : files.name(wanted)),
                    "There is no product.odps.yaml in this folder or below.");
        }
        List<DomainEvent> events = DomainEvents.of(catalogue, all, problems);
        if (problems.refuse()) {
            // Notes can wait until there is nothing to repair.
            throw new InvalidDescriptorsException(problems.sorted().stream()
                    .filter(problem -> problem.level() != Problem.Level.NOTE)
                    .toList());
        }
        resolved.sort(Comparator.comparing(Product::domain).thenComparing(Product::name));
        return new Mesh(
                root,
                resolved,
                all.stream().map(Product::qualifiedName).sorted().toList(),
                // What all products ask of a source is not known where one stands alone.
                alone ? List.of() : OutboxTopics.mark(WholeRows.mark(sources.values(), all), events),
                events,
                problems.sorted(),
                files.documents(),
                alone);
    }

    private static Set<String> idsRead(Collection<ProductDocument> products) {
        return products.stream()
                .flatMap(product -> product.inputs().stream())
                .map(input -> input.contractId().value())
                .collect(Collectors.toSet());
    }

    /** What is read from a file with errors may lack a part, and would be blamed for that once more. */
    private boolean hasNoError(Product product) {
        return !problems.refuse(product.location().file())
                && product.outputPorts().stream()
                        .noneMatch(port ->
                                problems.refuse(port.contract().location().file()));
    }

    /** By folder; else that of the product beside it; else by the first folder of its path. */
    private Domain domainOfContract(Path file, Map<Path, Domain> productFolders) {
        return domains.of(file)
                .or(() -> Optional.ofNullable(productFolders.get(DomainFolders.parent(file))))
                .orElseGet(() -> domains.undeclared(topFolder(file)));
    }

    private Optional<Domain> domainOf(ProductDocument product, Path file) {
        Optional<Domain> byFolder = domains.of(file);
        Optional<Sited<String>> named = product.domain();
        if (byFolder.isPresent()) {
            named.filter(found -> !found.value().equals(byFolder.get().name()))
                    .ifPresent(found -> problems.error(
                            found.at(),
                            "The product says domain '" + found.value() + "', but stands in the folder of domain '"
                                    + byFolder.get().name() + "'. Move it, or correct the name."));
            return byFolder;
        }
        if (named.isEmpty()) {
            problems.error(product.at(), "'domain' is missing, and no folder above the product has a domain.yaml.");
        }
        return named.map(found -> domains.undeclared(found.value()));
    }

    private Map<String, SourceDescriptor> sources(Map<ProductDocument, Domain> products) {
        Map<String, DomainDefaults> known = domains.byName();
        products.values().forEach(domain -> known.putIfAbsent(domain.name(), domain.defaults()));
        SourceReader reader = new SourceReader(known, environment, problems);
        Map<String, SourceDescriptor> sources = new LinkedHashMap<>();
        List<SourceDescriptor> read = new ArrayList<>();
        for (Path file : files.named(DescriptorFiles.SOURCE)) {
            Optional<Fields> document = files.read(file);
            document.flatMap(reader::read).ifPresent(read::add);
        }
        read.sort(Comparator.comparing(SourceDescriptor::name));
        for (SourceDescriptor source : read) {
            SourceDescriptor before = sources.putIfAbsent(source.name(), source);
            if (before != null) {
                problems.error(
                        new Place(source.location(), "source"),
                        "Source '" + source.name() + "' stands twice, first at " + before.location() + ".");
            }
        }
        new SourceLocks(files, problems).apply(sources);
        return sources;
    }

    private void twice(String what, Sited<String> found, Place before) {
        problems.error(
                found.at(),
                what + " '" + found.value() + "' stands twice, first at " + before.location()
                        + ". Give one of them another id.");
    }

    private String topFolder(Path file) {
        Path relative = root.relativize(file);
        return String.valueOf(relative.getNameCount() > 1 ? relative.getName(0) : rootName);
    }
}
