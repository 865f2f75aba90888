package io.millrace.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.compatibility.MeshDifference;
import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final Mesh SHOP = Sites.shop();
    private static final SortedMap<String, String> SITE = Sites.of(SHOP);

    @Test
    void shouldLeadSomewhereWithEveryLinkAndAnchorAndLoadNothingFromElsewhere() {
        assertThat(SiteLinks.broken(SITE)).isEmpty();
    }

    @Test
    void shouldShowEveryProductPortAndFieldUnderItsAnchor() {
        for (Product product : SHOP.products()) {
            String folder = "products/" + product.qualifiedName() + "/";
            assertThat(SITE.get(folder + "index.html")).contains(product.version(), product.deadLetterTopic());
            for (OutputPort port : product.outputPorts()) {
                Document page = Jsoup.parse(SITE.get(folder + "port-" + port.name() + ".html"));
                assertThat(page.text())
                        .contains(
                                port.topic(),
                                port.topic() + "-value",
                                port.contract().reference());
                for (Field field : port.contract().fields()) {
                    Element row = page.getElementById("field-" + field.name());
                    assertThat(row).as(field.name()).isNotNull();
                    assertThat(row.text()).contains(field.name());
                }
            }
        }
    }

    @Test
    void shouldDescribeEveryMeshOfTheGoldenCases() throws IOException {
        try (Stream<Path> meshes = Files.list(Path.of("../topology-tests/src/test/cases/meshes"))) {
            for (Path folder : meshes.sorted().toList()) {
                SortedMap<String, String> site = Sites.of(Mesh.load(folder, MeshOptions.DEFAULT));
                assertThat(SiteLinks.broken(site)).as(folder.toString()).isEmpty();
                assertThat(site).as(folder.toString()).hasSizeGreaterThan(8);
            }
        }
    }

    @Test
    void shouldSayWhatAFieldIsHowItIsMaskedAndWhereItComesFrom() {
        Document page = Jsoup.parse(SITE.get("products/checkout.orders/port-orders.html"));

        assertThat(page.getElementById("field-order_id").text())
                .contains("key", "required", "whole number, 64 bits", "column order_id of public.orders in shop-db");
        assertThat(page.getElementById("field-customer").text())
                .contains("customer-id", "join domain shop.customer-id", "orders.after.customer_id")
                .containsPattern("k[0-9a-f]{6}\\.[A-Za-z0-9_-]{22}");
        assertThat(page.getElementById("field-total").text())
                .contains("decimal, 12 digits, 2 behind the point", "at least 0; else the record is rejected");
        assertThat(page.getElementById("field-currency").text()).contains("Where it is missing, EUR takes its place.");
        assertThat(page.text())
                .contains("The port is never silent for longer than 1 hour.", "Records are kept for at least 90 days.")
                .contains("User:finance-bi", "ana@shop.example", "row.shipped_at >= row.placed_at");
    }

    @Test
    void shouldTraceAFieldOfAnEventToThePageOfTheEvent() {
        Document page = Jsoup.parse(SITE.get("products/checkout.payments/port-payments.html"));

        assertThat(page.select("#field-payer a").eachAttr("href"))
                .contains("../../events/checkout.payments.payment-settled.html#field-payer_email");
        assertThat(Jsoup.parse(SITE.get("events/checkout.payments.payment-settled.html"))
                        .text())
                .contains("checkout.payment-settled.events", "email", "raw topic");
    }

    @Test
    void shouldWriteTheSameBytesForTheSameMesh() {
        assertThat(Sites.of(Sites.shop())).isEqualTo(SITE);
    }

    @Test
    void shouldFillTopicAndAddressesIntoTheProgramsThatRead() {
        CatalogueOptions options = new CatalogueOptions("kafka.example:9092", "https://registry.example/ccompat");

        Document page = Jsoup.parse(Catalogue.of(SHOP, options).get("products/checkout.orders/port-orders.html"));

        assertThat(page.select("pre").eachText())
                .filteredOn(text -> text.contains("kafka.example:9092"))
                .hasSize(3)
                .allMatch(text -> text.contains("checkout.orders.orders.v1")
                        && text.contains("https://registry.example/ccompat")
                        && !text.contains("{{"));
    }

    @Test
    void shouldHaveLandmarksHeadingsAndTableHeadersOnEveryPage() {
        SITE.forEach((path, text) -> {
            if (path.endsWith(".html")) {
                Document page = Jsoup.parse(text);
                assertThat(page.select("html[lang], main#content, header nav[aria-label], footer, a.skip"))
                        .as(path)
                        .hasSize(5);
                assertThat(page.select("h1")).as(path).hasSize(1);
                assertThat(page.select("table:not(:has(caption))")).as(path).isEmpty();
                assertThat(page.select("tbody tr:not(:has(th[scope=row]))"))
                        .as(path)
                        .isEmpty();
                assertThat(page.select("[style], [onclick], script:not([src]), style"))
                        .as(path)
                        .isEmpty();
                assertThat(page.select("[id]").eachAttr("id")).as(path).doesNotHaveDuplicates();
            }
        });
    }

    @Test
    void shouldDrawAndWriteTheLineageOfTheMesh() {
        assertThat(SITE.get("lineage.mmd"))
                .startsWith("flowchart LR\n")
                .contains("public.orders", "payment-settled", " --> ");
        Document svg = Jsoup.parse(SITE.get("lineage.svg"), "", org.jsoup.parser.Parser.xmlParser());
        assertThat(svg.select("path.edge")).hasSize(15);
        assertThat(svg.select("text.label").eachText()).contains("public.orders", "orders-history", "payment-settled");
    }

    @Test
    void shouldSayWhatChangedSinceAnEarlierVersion(@TempDir Path folder) throws IOException {
        Path now = Path.of("../topology-tests/src/test/cases/meshes/signals");
        try (Stream<Path> files = Files.list(now)) {
            for (Path file : files.toList()) {
                Files.writeString(
                        folder.resolve(file.getFileName()),
                        Files.readString(file).replace("logicalType: integer, required: true", "logicalType: integer"));
            }
        }
        Mesh mesh = Mesh.load(now, MeshOptions.DEFAULT);

        SortedMap<String, String> site = Catalogue.of(
                mesh, CatalogueOptions.DEFAULT, MeshDifference.between(Mesh.load(folder, MeshOptions.DEFAULT), mesh));

        assertThat(site.values())
                .filteredOn(text -> text.contains("Changes since the version before"))
                .hasSize(2)
                .allMatch(text -> text.contains("breaking") || text.contains("compatible"));
        assertThat(SiteLinks.broken(site)).isEmpty();
    }

    @Test
    void shouldShowTheChangeLogBesideAContract(@TempDir Path folder) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../topology-tests/src/test/cases/meshes/signals"))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve("CHANGELOG.md"), "# Changes\n## 1.1.0\n* A field `level`\n  is new.\n\nMore.\n");

        SortedMap<String, String> site = Sites.of(Mesh.load(folder, MeshOptions.DEFAULT));

        assertThat(site.values())
                .filteredOn(text -> text.contains("Change log"))
                .isNotEmpty()
                .allMatch(text -> Jsoup.parse(text).select("li code").eachText().contains("level")
                        && Jsoup.parse(text).select("h3").eachText().contains("1.1.0"));
    }
}
