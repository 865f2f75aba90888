package io.millrace.catalogue.model;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mesh with what its files say to people.
 *
 * @param name of the mesh; may be empty
 * @param description of the mesh; may be empty
 * @param products ordered by domain and name
 * @param events contracts of domain events that products read, ordered by id
 */
public record CatalogueModel(String name, String description, List<ProductEntry> products, List<EventEntry> events) {

    public CatalogueModel {
        products = List.copyOf(products);
        events = List.copyOf(events);
    }

    /**
     * A product.
     *
     * @param descriptor as written
     * @param domain as written
     * @param ports in the order of the descriptor
     */
    public record ProductEntry(Product product, Written descriptor, Written domain, List<PortEntry> ports) {
        public ProductEntry {
            ports = List.copyOf(ports);
        }

        /** Folder of its pages. */
        public String folder() {
            return "products/" + Slug.of(product.qualifiedName());
        }

        /** Its first page. */
        public String page() {
            return folder() + "/index.html";
        }

        /** What it is for; may be empty. */
        public String purpose() {
            return descriptor.text("description", "purpose");
        }
    }

    /**
     * An output port.
     *
     * @param product that has it
     * @param contract as written
     * @param declared the port in the descriptor, as written
     */
    public record PortEntry(Product product, OutputPort port, Written contract, Written declared) {
        /** Its page. A port may be called index, so its page has more of a name. */
        public String page() {
            return "products/" + Slug.of(product.qualifiedName()) + "/port-" + Slug.of(port.name()) + ".html";
        }

        /** What it holds; may be empty. */
        public String purpose() {
            String own = declared.text("description");
            if (!own.isEmpty()) {
                return own;
            }
            String record = port.contract().description();
            return record.isEmpty() ? contract.text("description", "purpose") : record;
        }

        /** The contract's only schema object, as written. */
        public Written object() {
            return contract.maps("schema").stream().findFirst().orElse(Written.NOTHING);
        }
    }

    /**
     * A contract of domain events.
     *
     * @param id of the contract
     * @param file it stands in
     * @param contract as written
     * @param topic where the events are
     * @param format of the events
     * @param readers input ports that read it
     */
    public record EventEntry(
            String id, String file, Written contract, String topic, InputFormat format, List<Reader> readers) {
        public EventEntry {
            readers = List.copyOf(readers);
        }

        /** Its page. */
        public String page() {
            return "events/" + Slug.of(id) + ".html";
        }
    }

    /** An input port of a product. */
    public record Reader(Product product, InputPort port) {}

    /** The model of a mesh. */
    public static CatalogueModel of(Mesh mesh) {
        Map<String, Written> files = new TreeMap<>();
        mesh.documents().forEach((file, document) -> files.put(file, Written.of(document)));
        Written root = files.getOrDefault("mesh.yaml", files.getOrDefault("mesh.yml", Written.NOTHING));
        List<ProductEntry> products = new ArrayList<>();
        for (Product product : mesh.products()) {
            Written descriptor = files.getOrDefault(product.location().file(), Written.NOTHING);
            List<PortEntry> ports = product.outputPorts().stream()
                    .map(port -> new PortEntry(
                            product,
                            port,
                            files.getOrDefault(port.contract().location().file(), Written.NOTHING),
                            named(descriptor.maps("outputPorts"), port.name())))
                    .toList();
            products.add(new ProductEntry(product, descriptor, domain(files, product.domain()), ports));
        }
        return new CatalogueModel(root.text("name"), root.text("description"), products, events(mesh, files));
    }

    /** The port that writes a topic, if it is one of the mesh. */
    public Optional<PortEntry> portOf(String topic) {
        return products.stream()
                .flatMap(product -> product.ports().stream())
                .filter(port -> port.port().topic().equals(topic))
                .findFirst();
    }

    /** The events of a contract. */
    public Optional<EventEntry> eventsOf(String contractId) {
        return events.stream().filter(event -> event.id().equals(contractId)).findFirst();
    }

    private static List<EventEntry> events(Mesh mesh, Map<String, Written> files) {
        Map<String, String> fileById = new TreeMap<>();
        files.forEach((file, written) -> {
            if (file.contains(".odcs.")) {
                fileById.putIfAbsent(written.text("id"), file);
            }
        });
        Map<String, List<Reader>> readers = new TreeMap<>();
        for (Product product : mesh.products()) {
            for (InputPort port : product.inputPorts()) {
                if (port.owned().isPresent() && fileById.containsKey(port.contractId())) {
                    readers.computeIfAbsent(port.contractId(), id -> new ArrayList<>())
                            .add(new Reader(product, port));
                }
            }
        }
        List<EventEntry> events = new ArrayList<>();
        readers.forEach((id, found) -> {
            InputPort first = found.get(0).port();
            String file = fileById.getOrDefault(id, "");
            events.add(new EventEntry(
                    id, file, files.getOrDefault(file, Written.NOTHING), first.topic(), first.format(), found));
        });
        return events;
    }

    private static Written domain(Map<String, Written> files, String name) {
        Map<String, Written> byName = new LinkedHashMap<>();
        files.forEach((file, written) -> {
            if (file.endsWith("domain.yaml") || file.endsWith("domain.yml")) {
                String[] folders = file.split("/", -1);
                String folder = folders.length > 1 ? folders[folders.length - 2] : "";
                byName.put(written.text("domain").isEmpty() ? folder : written.text("domain"), written);
            }
        });
        return byName.getOrDefault(name, Written.NOTHING);
    }

    private static Written named(List<Written> ports, String name) {
        return ports.stream()
                .filter(port -> port.text("name").equals(name))
                .findFirst()
                .orElse(Written.NOTHING);
    }
}
