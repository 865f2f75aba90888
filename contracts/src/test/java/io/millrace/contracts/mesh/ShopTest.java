package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shop is what teams copy, so it loads without a finding, and its schemas change only on purpose. */
class ShopTest {
    private static final Path SHOP = Path.of(System.getProperty("millrace.project.root", ".."), "examples", "shop");
    private static final Path SCHEMAS = Path.of("src", "test", "resources", "shop-schemas");

    private final Mesh shop = Mesh.load(SHOP, MeshOptions.DEFAULT);

    @Test
    void shouldLoadWithoutErrorOrWarning() {
        assertThat(shop.warnings()).isEmpty();
        assertThat(shop.products())
                .extracting(Product::qualifiedName)
                .containsExactly(
                        "checkout.order-lines",
                        "checkout.orders",
                        "checkout.payments",
                        "checkout.revenue-by-day",
                        "customers.customer-360",
                        "customers.customers");
        assertThat(shop.sources()).extracting("name").containsExactly("shop-db");
    }

    @Test
    void shouldServeTheGoldenSchemas() throws IOException {
        for (Product product : shop.products()) {
            for (OutputPort port : product.outputPorts()) {
                Path golden = SCHEMAS.resolve(port.topic() + ".avsc");
                assertThat(ContractSchema.of(port.contract()).toString())
                        .as(port.topic())
                        .isEqualTo(Files.readString(golden).strip());
            }
        }
    }

    @Test
    void shouldMaskEveryPersonalField() {
        Map<String, String> masks = new TreeMap<>();
        for (Product product : shop.products()) {
            for (Field field : product.outputPorts().get(0).contract().fields()) {
                if (field.classification().isPresent()) {
                    assertThat(field.mask()).isNotInstanceOf(Mask.None.class);
                    masks.put(product.name() + "." + field.name(), field.mask().toString());
                }
            }
        }
        assertThat(masks)
                .containsEntry("orders.customer", "Pseudonymize[joinDomain=shop.customer-id, canonical=EXACT]")
                .containsEntry("customers.customer", "Pseudonymize[joinDomain=shop.customer-id, canonical=EXACT]")
                .containsEntry("customers.email", "Pseudonymize[joinDomain=shop.email, canonical=LOWER_CASE]")
                .containsEntry("payments.payer", "Pseudonymize[joinDomain=shop.email, canonical=LOWER_CASE]")
                .containsEntry("payments.iban", "KeepLast[characters=4]")
                .containsEntry("customers.name", "Redact[replacement=***]")
                .containsEntry("customers.phone", "KeepLast[characters=3]")
                .containsEntry("customers.birth_year", "Year[]")
                .containsEntry("customers.postcode", "KeepPrefix[characters=2]")
                .containsEntry(
                        "customer-360.customer",
                        "Arrived[from=customers.customer, mask=Pseudonymize[joinDomain=shop.customer-id,"
                                + " canonical=EXACT]]")
                .containsEntry(
                        "customer-360.email",
                        "Arrived[from=customers.email, mask=Pseudonymize[joinDomain=shop.email,"
                                + " canonical=LOWER_CASE]]")
                .hasSize(11);
    }

    @Test
    void shouldAskForWholeRowsOnlyWhereAPortShowsDeletedOnes() {
        assertWholeRows(shop);
    }

    /** Ingestion may be started with a part of the mesh, and still serves the ports of the others. */
    @Test
    void shouldAskForWholeRowsOfPortsOutsideOfWhatIsLoaded() {
        assertWholeRows(Mesh.load(SHOP.resolve("customers"), MeshOptions.DEFAULT));
    }

    @Test
    void shouldAskForWholeRowsInAnEnvironment() {
        assertWholeRows(Mesh.load(SHOP, new MeshOptions(Optional.of("pr-123"))));
    }

    private static void assertWholeRows(Mesh mesh) {
        Map<String, List<String>> ports = mesh.sources().get(0).tables().stream()
                .collect(Collectors.toMap(CapturedTable::qualifiedName, CapturedTable::wholeRowsFor));
        assertThat(ports)
                .containsEntry("public.orders", List.of("checkout.orders/orders-history"))
                .containsEntry("public.order_lines", List.of())
                .containsEntry("public.customers", List.of())
                .hasSize(3);
    }

    @Test
    void shouldReadOnlyColumnsThatTheTablesHave() throws IOException {
        String sql = Files.readString(SHOP.resolve("sources").resolve("schema.sql"));
        List<String> words = List.of(sql.split("[^a-z_]+"));
        for (Product product : shop.products()) {
            if (!product.inputPorts().get(0).contractId().startsWith("source:")) {
                continue;
            }
            List<String> columns = product.outputPorts().get(0).contract().fields().stream()
                    .map(field -> field.source().toString())
                    .map(source -> source.substring(source.lastIndexOf('.') + 1, source.length() - 1))
                    .collect(Collectors.toList());
            assertThat(words).as(product.qualifiedName()).containsAll(columns);
        }
    }
}
