package io.millrace.contracts.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.problem.InvalidDescriptorsException;
import io.millrace.contracts.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a mesh to a jar, and back to the same product. */
class TopologyJarTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"checkout.order-lines", "checkout.orders", "checkout.payments", "customers.customers"})
    void shouldGiveTheSameProductFromTheJarAloneAsFromItsMesh(String name) throws Exception {
        ProductPackaging shop = Jars.packaging(Jars.SHOP);
        Product product = Jars.product(shop, name);

        JarManifest manifest = shop.write(product, JarCode.NONE, folder.resolve("product.jar"));

        TopologyJar read = TopologyJar.open(folder.resolve("product.jar"));
        assertThat(read.mesh(MeshOptions.DEFAULT, unchecked -> List.of()).products())
                .containsExactly(product);
        assertThat(read.manifest()).isEqualTo(manifest);
        assertThat(read.hasCode()).isFalse();
    }

    @Test
    void shouldApplyAnEnvironmentWhereItRuns() throws Exception {
        Path written = Jars.orders(folder);

        Mesh mesh = TopologyJar.open(written).mesh(new MeshOptions(Optional.of("pr-7")), unchecked -> List.of());

        assertThat(mesh.products().get(0).applicationId()).isEqualTo("pr-7.checkout.orders");
    }

    @Test
    void shouldWriteTheSameBytesAgainFromACopyElsewhereAndLater() throws Exception {
        Path copy = Jars.copy(Jars.SHOP, folder.resolve("elsewhere"));
        for (Path file : Jars.files(copy)) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        }
        Path one = Jars.orders(folder.resolve("one"));
        ProductPackaging again = Jars.packaging(copy);

        again.write(Jars.product(again, "checkout.orders"), JarCode.NONE, folder.resolve("two.jar"));

        assertThat(folder.resolve("two.jar")).hasSameBinaryContentAs(one);
    }

    @Test
    void shouldHoldWhatTheProductStandsOnAndNothingElse() throws Exception {
        Path written = Jars.orders(folder);

        try (ZipFile zip = new ZipFile(written.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "META-INF/MANIFEST.MF",
                            "mesh/checkout/domain.yaml",
                            "mesh/checkout/orders/order.odcs.yaml",
                            "mesh/checkout/orders/product.odps.yaml",
                            "mesh/checkout/policies/masking.yaml",
                            // Tables of the source belong to both domains.
                            "mesh/customers/domain.yaml",
                            "mesh/customers/policies/masking.yaml",
                            "mesh/mesh.yaml",
                            "mesh/sources/shop-db.lock.yaml",
                            "mesh/sources/shop-db.source.yaml");
        }
    }

    @Test
    void shouldTakeAlongWhoServesAnInputButNotWhatThatOneStandsOn() throws Exception {
        Path mesh = Jars.copy(Jars.SHOP, folder.resolve("mesh"));
        Jars.addReaderOfOrders(mesh);
        ProductPackaging packaging = Jars.packaging(mesh);
        Product product = Jars.product(packaging, "finance.turnover");

        packaging.write(product, JarCode.NONE, folder.resolve("turnover.jar"));

        Path written = folder.resolve("turnover.jar");
        assertThat(TopologyJar.open(written)
                        .mesh(MeshOptions.DEFAULT, unchecked -> List.of())
                        .products())
                .containsExactly(product);
        try (ZipFile zip = new ZipFile(written.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains("mesh/checkout/payments/product.odps.yaml", "mesh/checkout/payments/payment.odcs.yaml")
                    .noneMatch(name -> name.contains("sources") || name.contains("payment-settled"));
        }
    }

    @Test
    void shouldTakePoliciesThatHoldForTheProductAndNoOther() throws Exception {
        Path mesh = Jars.copy(Jars.SHOP, folder.resolve("mesh"));
        String policy = Files.readString(Path.of("src", "test", "resources", "jar", "named.policy.yaml"));
        Files.writeString(mesh.resolve("everywhere.policy.yaml"), policy);
        Files.writeString(mesh.resolve("checkout").resolve("checkout.policy.yaml"), policy.replace("named", "named-2"));
        Files.writeString(mesh.resolve("customers").resolve("theirs.policy.yaml"), policy.replace("named", "named-3"));
        ProductPackaging packaging = Jars.packaging(mesh);

        packaging.write(Jars.product(packaging, "checkout.orders"), JarCode.NONE, folder.resolve("orders.jar"));

        try (ZipFile zip = new ZipFile(folder.resolve("orders.jar").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName).filter(name -> name.contains(".policy.")))
                    .containsExactly("mesh/checkout/checkout.policy.yaml", "mesh/everywhere.policy.yaml");
        }
    }

    @Test
    void shouldRefuseToPackageWhatBreaksAPolicy() throws Exception {
        Path mesh = Jars.copy(Jars.SHOP, folder.resolve("mesh"));
        Files.writeString(
                mesh.resolve("strict.policy.yaml"),
                Files.readString(Path.of("src", "test", "resources", "jar", "named.policy.yaml"))
                        .replace("!= ''", "== 'nobody'"));

        assertThatThrownBy(() -> Jars.packaging(mesh))
                .isInstanceOf(InvalidDescriptorsException.class)
                .hasMessageContaining("Policy named");
    }

    @Test
    void shouldTakeClassesAndLibrariesAlong() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(classes.resolve("com/acme"));
        Files.writeString(classes.resolve("com/acme/Customer360.class"), "bytes");
        Path library = Files.writeString(folder.resolve("money-1.0.jar"), "a jar");
        ProductPackaging shop = Jars.packaging(Jars.SHOP);
        Path written = folder.resolve("orders.jar");

        shop.write(Jars.product(shop, "checkout.orders"), new JarCode(List.of(classes), List.of(library)), written);

        Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
        TopologyJar read = TopologyJar.open(written);
        assertThat(read.hasCode()).isTrue();
        assertThat(read.unpackCode(unpacked))
                .containsExactly(unpacked.resolve("classes"), unpacked.resolve("lib/money-1.0.jar"));
        assertThat(unpacked.resolve("classes/com/acme/Customer360.class")).hasContent("bytes");
        assertThat(unpacked.resolve("lib/money-1.0.jar")).hasContent("a jar");
        assertThat(unpacked.resolve("mesh")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        store.p12      | anything                                                | is a key store
        key.pem        | -----BEGIN RSA PRIVATE KEY-----                         | holds a private key
        millrace.keys  | sealing s1 MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE= | is a key ring
        app.properties | sasl.jaas.config=org.apache.kafka.Login password=x       | holds a password
        db.properties  | database.password = hunter2                             | holds a password
        """)
    void shouldKeepSecretsOutOfJars(String name, String content, String words) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(classes.resolve(name), content + "\n");
        ProductPackaging shop = Jars.packaging(Jars.SHOP);

        assertThatThrownBy(() -> shop.write(
                        Jars.product(shop, "checkout.orders"),
                        new JarCode(List.of(classes), List.of()),
                        folder.resolve("orders.jar")))
                .isInstanceOf(PackagingException.class)
                .hasMessageContaining(name + " " + words)
                .hasMessageContaining("secrets never enter a jar")
                .hasMessageNotContaining("hunter2");
        assertThat(folder.resolve("orders.jar")).doesNotExist();
    }

    @Test
    void shouldTakeProofsOfWhatIsNoSecret() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Files.writeString(classes.resolve("app.properties"), "db.password=${DB_PASSWORD}\npassword.length=12\n");
        Files.writeString(classes.resolve("words.txt"), "sealing wax and string\n");
        ProductPackaging shop = Jars.packaging(Jars.SHOP);

        shop.write(
                Jars.product(shop, "checkout.orders"),
                new JarCode(List.of(classes), List.of()),
                folder.resolve("orders.jar"));

        assertThat(folder.resolve("orders.jar")).exists();
    }

    @Test
    void shouldRefuseToPackageWhatDoesNotValidate() throws IOException {
        Path mesh = Jars.copy(Jars.SHOP, folder.resolve("mesh"));
        Path contract = mesh.resolve("checkout/orders/order.odcs.yaml");
        Files.writeString(contract, Files.readString(contract).replaceFirst("primaryKey", "primaryKie"));

        assertThatThrownBy(() -> ProductPackaging.validated(
                        mesh.resolve("checkout/orders"), LocalDate.of(2026, 1, 1), unchecked -> List.of()))
                .isInstanceOf(InvalidDescriptorsException.class)
                .hasMessageContaining("primaryKie");
    }
}
