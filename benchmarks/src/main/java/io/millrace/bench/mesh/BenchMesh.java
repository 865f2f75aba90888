package io.millrace.bench.mesh;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.runtime.topology.ProductParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The products of the ladder's steps, the schema of the events they read, the source of the benchmark of ingestion, and the event of the gateway's. */
public final class BenchMesh {
    /** Join domains of the products' pseudonyms. */
    public static final List<String> JOIN_DOMAINS = List.of("bench.account", "bench.email");

    private static final String RESOURCES = "/io/millrace/bench/";
    private static final List<String> FILES = List.of(
            "mesh.yaml",
            "bench-db.source.yaml",
            "bench/domain.yaml",
            "bench/payment-made.odcs.yaml",
            "bench/parcel-sent.odcs.yaml",
            "bench/policies/masking.yaml",
            "bench/structure/product.odps.yaml",
            "bench/structure/payment.odcs.yaml",
            "bench/masks/product.odps.yaml",
            "bench/masks/payment.odcs.yaml",
            "bench/identity/product.odps.yaml",
            "bench/identity/payment.odcs.yaml",
            "bench/checks/product.odps.yaml",
            "bench/checks/payment.odcs.yaml",
            "bench/payment-changed.odcs.yaml",
            "bench/json/product.odps.yaml",
            "bench/json/payment.odcs.yaml");

    private final Mesh mesh;
    private final Schema eventSchema;

    private BenchMesh(Mesh mesh, Schema eventSchema) {
        this.mesh = mesh;
        this.eventSchema = eventSchema;
    }

    /** Unpacks the descriptors below a folder and loads them. */
    public static BenchMesh load(Path folder) throws IOException {
        return load(folder, MeshOptions.DEFAULT);
    }

    private static BenchMesh load(Path folder, MeshOptions options) throws IOException {
        Path root = folder.resolve("mesh");
        for (String file : FILES) {
            Path target = root.resolve(file);
            Files.createDirectories(target.resolveSibling("."));
            Files.write(target, resource("mesh/" + file));
        }
        Schema events = new Schema.Parser()
                .parse(new String(resource("payment-made.avsc"), java.nio.charset.StandardCharsets.UTF_8));
        return new BenchMesh(Mesh.load(root, options), events);
    }

    /**
     * The source that the benchmark of ingestion captures.
     *
     * @param folder below which the descriptors are unpacked
     * @param environment put before the names of topics
     */
    public static SourceDescriptor source(Path folder, String environment) throws IOException {
        return load(folder, new MeshOptions(Optional.of(environment)))
                .mesh
                .sources()
                .get(0);
    }

    /**
     * The event that the gateway is loaded with.
     *
     * @param folder below which the descriptors are unpacked
     * @param environment put before the names of topics
     */
    public static DomainEvent event(Path folder, String environment) throws IOException {
        return load(folder, new MeshOptions(Optional.of(environment))).mesh.events().stream()
                .filter(event -> event.name().equals("parcel-sent"))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BenchMesh.class.getResourceAsStream(RESOURCES + name)) {
            if (in == null) {
                throw new IOException("the benchmarks' jar lacks " + RESOURCES + name + "; build it again");
            }
            return in.readAllBytes();
        }
    }

    /** The schema the events are written with. */
    public Schema eventSchema() {
        return eventSchema;
    }

    /**
     * A registry with the schemas of the events, of the product's outputs, and of dead letters: a product asks for a
     * schema once and keeps its plan, so a real one would only take memory. Every process numbers the schemas alike:
     * that of the events is 1.
     */
    public SchemaRegistry registry(Product product) {
        var registry = new InMemoryRegistry();
        registry.register("events", eventSchema);
        ProductParts.register(product, registry);
        return registry;
    }

    /**
     * A product under names of one run.
     *
     * @param name its name in the descriptors
     */
    public Product product(String name, RunNames names) {
        Product declared = mesh.products().stream()
                .filter(product -> product.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no product " + name + " in the benchmarks' mesh"));
        return new Product(
                declared.id(),
                declared.name(),
                declared.domain(),
                declared.version(),
                names.applicationId(),
                names.deadLetters(),
                declared.inputPorts().stream()
                        .map(input -> reading(input, names.input()))
                        .toList(),
                declared.outputPorts().stream()
                        .map(output -> writing(output, names.output()))
                        .toList(),
                declared.failureBudget(),
                declared.delivery(),
                declared.location(),
                declared.topology());
    }

    private static InputPort reading(InputPort input, String topic) {
        return new InputPort(
                input.name(),
                input.contractId(),
                topic,
                input.format(),
                input.identity(),
                input.eventTime(),
                input.owned(),
                input.records());
    }

    private static OutputPort writing(OutputPort output, String topic) {
        return new OutputPort(
                output.name(),
                output.version(),
                topic,
                output.view(),
                output.deletes(),
                output.partitions(),
                output.contract());
    }
}
