package io.millrace.tests.security;

import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.IngestTopics;
import io.millrace.runtime.provision.PlanOptions;
import io.millrace.runtime.provision.ProductRights;
import io.millrace.runtime.provision.Provisioning;
import io.millrace.tests.support.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The mesh of these tests: everything that takes a right of its own on the cluster. */
final class LendingMesh {
    static final Path FOLDER = ProjectRoot.resolve("topology-tests/src/test/cases/meshes/lending");
    static final String JOIN_DOMAIN = "lending.email";

    private LendingMesh() {}

    /** The mesh in an environment of its own. */
    static Mesh in(String environment) {
        return Mesh.load(FOLDER, new MeshOptions(Optional.of(environment)));
    }

    static Product product(Mesh mesh, String name) {
        return mesh.products().stream()
                .filter(product -> product.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a plan grants the principal of a product. */
    static List<AccessRight> rights(Product product, String principal) {
        return ProductRights.of(product, principal, LendingMesh.class.getClassLoader())
                .all();
    }

    /** Makes the captured table. */
    static void createTables() throws Exception {
        execute(Files.readString(FOLDER.resolve("tables.sql")));
    }

    /** Takes away what is left of the captured table once nobody reads it any more. */
    static void dropTables() throws Exception {
        try (Connection connection = SecuredPlatform.get().database().connect();
                Statement statement = connection.createStatement()) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            boolean left = true;
            while (left && System.nanoTime() < deadline) {
                statement.execute(
                        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active");
                try (ResultSet slots = statement.executeQuery("SELECT slot_name FROM pg_replication_slots")) {
                    left = slots.next();
                }
            }
            statement.execute("DROP PUBLICATION IF EXISTS millrace_lending; DROP TABLE IF EXISTS loans");
        }
    }

    static void execute(String sql) throws Exception {
        try (Connection connection = SecuredPlatform.get().database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Makes all topics, as one who may; subjects go into a registry in the heap. */
    static InMemoryRegistry create(Mesh mesh) {
        var registry = new InMemoryRegistry();
        IngestTopics.apply(SecuredPlatform.admin(), mesh.sources(), step -> {});
        EventTopics.apply(SecuredPlatform.admin(), mesh.events(), step -> {});
        Map<String, Integer> captured = mesh.sources().stream()
                .flatMap(source -> source.tables().stream())
                .collect(Collectors.toMap(CapturedTable::topic, CapturedTable::partitions));
        Provisioning.plan(mesh.products(), PlanOptions.besides(captured), SecuredPlatform.admin(), registry)
                .apply(change -> {});
        return registry;
    }
}
