package io.millrace.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.contracts.access.AccessRight;
import io.millrace.contracts.access.Operation;
import io.millrace.contracts.access.Resource.Kind;
import io.millrace.contracts.compatibility.WrittenVersion;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.InMemoryRegistry;
import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.lifecycle.ProductRuntime;
import io.millrace.runtime.lifecycle.ProductState;
import io.millrace.runtime.lifecycle.RuntimeSettings;
import io.millrace.runtime.peer.Peers;
import io.millrace.runtime.topology.TopologyOutline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The grants of a plan are enough for a product, and each of them is needed: without it the product says which, where it
 * starts as {@code millrace run} starts it, waiting for what does not answer.
 */
class ProductRightsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "of-a-product";

    /** The same in all tests: who comes back under its name waits for nobody's session to end. */
    private static final String INSTANCE = "one";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final World HAS_RUN = World.of("rights");
    private static final KeyRing KEYS = KeyRing.inMemory(Set.of(LendingMesh.JOIN_DOMAIN));
    private static final Set<String> STARTED = new HashSet<>();

    @TempDir
    private Path folder;

    /** The mesh in an environment of its own, with its topics. */
    private record World(String environment, Mesh mesh, InMemoryRegistry registry) {
        static World of(String environment) {
            Mesh mesh = LendingMesh.in(environment);
            return new World(environment, mesh, LendingMesh.create(mesh));
        }

        Product product(String name) {
            return LendingMesh.product(mesh, name);
        }

        List<AccessRight> rights(String product, String user) {
            return LendingMesh.rights(product(product), "User:" + user);
        }
    }

    /** A product and the right that it lacks, as the place in the list of its rights. */
    record Without(String product, int index) {
        AccessRight in(World world, String user) {
            return world.rights(product, user).get(index);
        }

        @Override
        public String toString() {
            AccessRight right = in(HAS_RUN, "");
            return product + " without " + right.operation() + " on "
                    + right.resource().words();
        }
    }

    static Stream<Without> rightsOfProductsThatHaveRun() {
        return Stream.of("loans", "readers", "readers-by-version").flatMap(ProductRightsTest::each);
    }

    /** Those on topics that are made at its first start; of one that is there without it, the other test tells. */
    static Stream<Without> rightsOfANewProduct() {
        return each("readers-by-version").filter(without -> {
            AccessRight right = without.in(HAS_RUN, "");
            String application = HAS_RUN.product(without.product()).applicationId();
            return right.resource().kind() == Kind.TOPIC
                    && right.resource().name().startsWith(application + "-");
        });
    }

    private static Stream<Without> each(String product) {
        int count = HAS_RUN.rights(product, "").size();
        return Stream.iterate(0, index -> index < count, index -> index + 1).map(index -> new Without(product, index));
    }

    @ParameterizedTest
    @MethodSource("rightsOfProductsThatHaveRun")
    void shouldNameTheRightThatAProductLacks(Without without) throws Exception {
        runOnce(without.product());

        shouldNameTheRight(HAS_RUN, without);
    }

    @ParameterizedTest
    @MethodSource("rightsOfANewProduct")
    void shouldNameTheRightThatANewProductLacks(Without without) throws Exception {
        shouldNameTheRight(World.of("new" + COUNT.incrementAndGet()), without);
    }

    @Test
    void shouldFailByNameWhenARightIsTakenAwayThatIsNotInUse() throws Exception {
        Product product = HAS_RUN.product("readers");
        String user = "u" + COUNT.incrementAndGet();
        List<AccessRight> rights = HAS_RUN.rights("readers", user);
        AccessRight deadLetters = rights.stream()
                .filter(right -> right.operation() == Operation.WRITE
                        && right.resource().name().equals(product.deadLetterTopic()))
                .findFirst()
                .orElseThrow();
        SecuredPlatform.grant(rights);
        try (ProductRuntime runtime = start(HAS_RUN, "readers", user)) {
            assertThat(runtime.awaitReady(PATIENCE))
                    .as(runtime.status().toString())
                    .isTrue();

            SecuredPlatform.revoke(deadLetters);

            assertThat(runtime.awaitEnd(PATIENCE)).isTrue();
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Failed.class);
            assertThat(runtime.status().state().reasonOrEmpty())
                    .contains("User:" + user)
                    .contains("lacks WRITE on topic " + product.deadLetterTopic());
        }
    }

    /** With all rights and no other, so that the rest of the test starts from where such a product leaves off. */
    private void runOnce(String product) throws Exception {
        if (STARTED.add(product)) {
            String user = "u" + COUNT.incrementAndGet();
            SecuredPlatform.grant(HAS_RUN.rights(product, user));
            try (ProductRuntime runtime = start(HAS_RUN, product, user)) {
                assertThat(runtime.awaitReady(PATIENCE))
                        .as(runtime.status().toString())
                        .isTrue();
            }
        }
    }

    private void shouldNameTheRight(World world, Without without) throws Exception {
        String user = "u" + COUNT.incrementAndGet();
        AccessRight lacking = without.in(world, user);
        List<AccessRight> rights = new ArrayList<>(world.rights(without.product(), user));
        rights.remove(lacking);
        SecuredPlatform.grant(rights);
        try (ProductRuntime runtime = start(world, without.product(), user)) {
            assertThat(runtime.awaitEnd(PATIENCE))
                    .as("%s, and the product is %s", without, runtime.status().state())
                    .isTrue();
            assertThat(runtime.status().state()).isInstanceOf(ProductState.Failed.class);
            assertThat(runtime.status().state().reasonOrEmpty()).contains(lacking.missing(bootstrapServers()));
        }
    }

    private static String bootstrapServers() {
        return SecuredPlatform.get().kafka().saslServers();
    }

    private ProductRuntime start(World world, String name, String user) throws Exception {
        Product product = world.product(name);
        Map<String, String> kafka = SecuredPlatform.scram(user, PASSWORD);
        ProductRuntime runtime = ProductRuntime.create(
                product,
                RuntimeSettings.of(
                                kafka,
                                world.registry(),
                                KEYS,
                                folder.resolve(user),
                                INSTANCE,
                                new SimpleMeterRegistry())
                        .as("User:" + user));
        var peers = new Peers(
                product,
                WrittenVersion.of(
                        product, world.mesh(), TopologyOutline.of(product).division()),
                kafka,
                INSTANCE,
                new MeshOptions(Optional.of(world.environment())),
                InstantSource.system());
        runtime.start(() -> assertThat(peers.join()).isEmpty());
        return runtime;
    }
}
