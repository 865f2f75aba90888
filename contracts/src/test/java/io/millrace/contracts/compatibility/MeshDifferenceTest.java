package io.millrace.contracts.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeshDifferenceTest {
    private static final Path BASE = Path.of("src", "test", "resources", "base");
    private static final String CONTRACT = "checkout/orders/order.odcs.yaml";
    private static final String PRODUCT = "checkout/orders/product.odps.yaml";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            CONTRACT ¦ - {name: shipped_at, logicalType: timestamp} ¦ # ¦ breaking field shipped_at: removed; breaking rule shipped_after_placed: removed: row.shipped_at == null || row.shipped_at >= row.placed_at
            CONTRACT ¦ {name: shipped_at, logicalType: timestamp} ¦ {name: shipped_at, logicalType: date} ¦ breaking field shipped_at: type from optional timestamp-micros to optional date
            CONTRACT ¦ decimal(12,2) ¦ decimal(14,2) ¦ breaking field total: type from decimal(12,2) to decimal(14,2)
            CONTRACT ¦ - {name: shipped_at, ¦ - {name: note, logicalType: string}`n`  - {name: shipped_at, ¦ compatible field note: added, optional string
            CONTRACT ¦ - {name: shipped_at, ¦ - {name: note, logicalType: string, required: true}`n`  - {name: shipped_at, ¦ breaking field note: added, string
            CONTRACT ¦ {minimum: 0} ¦ {minimum: 1} ¦ compatible field total: rule total.minimum from >= 0 to >= 1
            CONTRACT ¦ {minimum: 0} ¦ {minimum: -1} ¦ breaking field total: rule total.minimum from >= 0 to >= -1
            CONTRACT ¦ {minimum: 0} ¦ {minimum: 0, maximum: 10} ¦ compatible field total: rule total.maximum added: <= 10
            CONTRACT ¦ , logicalTypeOptions: {minimum: 0} ¦ `` ¦ breaking field total: rule total.minimum removed: >= 0
            CONTRACT ¦ row.shipped_at >= row.placed_at" ¦ row.shipped_at > row.placed_at" ¦ breaking rule shipped_after_placed: changed from "row.shipped_at == null || row.shipped_at >= row.placed_at" to "row.shipped_at == null || row.shipped_at > row.placed_at"
            CONTRACT ¦ value: 90 ¦ value: 60 ¦ breaking service level retention: P90D -> P60D
            CONTRACT ¦ value: 90 ¦ value: 120 ¦ compatible service level retention: P90D -> P120D
            CONTRACT ¦ - {property: retention, value: 90, unit: d} ¦ - {property: retention, value: 90, unit: d, driver: regulatory} ¦ breaking service level retention: P90D -> P10D; breaking service level retention: longest retention none -> P90D
            CONTRACT ¦ != 'draft'" ¦ != 'new'" ¦ breaking filter: from "orders.after.status != 'draft'" to "orders.after.status != 'new'"
            CONTRACT ¦ {name: status, ¦ {name: status, transformLogic: orders.after.state, ¦ compatible field status: read from orders.after.state instead of orders.after.status
            CONTRACT ¦ {name: status, ¦ {name: status, description: Where it stands., ¦ documentation field status: description changed
            CONTRACT ¦ {name: status, ¦ {name: status, businessName: Status, ¦ documentation field status: changed: 1 text, such as schema[0]/properties[status]/businessName
            CONTRACT ¦ name: Order ¦ name: Purchase ¦ breaking record: renamed from checkout.orders.Order to checkout.orders.Purchase
            CONTRACT ¦ primaryKey: true, required: true} ¦ required: true}`n`  - {name: line, logicalType: integer, primaryKey: true, required: true} ¦ breaking field line: added, long; breaking key: from [order_id] to [line]
            CONTRACT ¦ version: 1.0.0 ¦ version: 1.0.1 ¦ ``
            PRODUCT  ¦ {view: latest} ¦ {view: latest, partitions: 5} ¦ breaking partitions: from as many as the input to 5
            PRODUCT  ¦ {view: latest} ¦ {view: latest, compatibility: BACKWARD} ¦ breaking compatibility: from FULL_TRANSITIVE to BACKWARD
            PRODUCT  ¦ name: orders-history ¦ name: orders-log ¦ breaking output port orders-history: removed; compatible output port orders-log: added, topic checkout.orders.orders-log.v1
            PRODUCT  ¦ status: active ¦ status: retired ¦ documentation status: changed: 1 text, such as status
            checkout/policies/masking.yaml ¦ canonical: lower-case ¦ canonical: exact ¦ breaking field email: mask from Pseudonymize[joinDomain=checkout.email, canonical=LOWER_CASE] to Pseudonymize[joinDomain=checkout.email, canonical=EXACT]
            """)
    void shouldTellAChangeAndHowItAffectsConsumers(String file, String text, String replacement, String expected)
            throws IOException {
        copy("now");
        String name = file.equals("CONTRACT") ? CONTRACT : file.equals("PRODUCT") ? PRODUCT : file;
        String with = replacement == null ? "" : replacement.replace("`n`", "\n");
        replace(name, text, with.equals("#") ? "#" : with);
        if (text.contains("shipped_at, logicalType: timestamp} ") || with.equals("#")) {
            replace(name, QUALITY, "");
        }

        List<String> found = differences().stream()
                .flatMap(product -> product.differences().stream())
                .map(difference -> difference.impact().words().replace(" only", "") + " " + difference.element() + ": "
                        + difference.what())
                .sorted()
                .toList();

        assertThat(String.join("; ", found)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void shouldDemandAMajorStepOfContractPortsAndProductForWhatBreaksAndNameTheConsumers() throws IOException {
        copy("now");
        copy("old");
        String roles = "roles: [{role: bi, access: read, customProperties: [{property: millrace, value: {principal:"
                + " \"User:bi\"}}]}]\n";
        append("old", roles);
        append("now", roles);
        replace(CONTRACT, "decimal(12,2)", "double");

        ProductDifference found = between("old").get(0);

        assertThat(found.stepMissing()).isTrue();
        assertThat(found.steps())
                .extracting(DemandedStep::subject, DemandedStep::demanded, DemandedStep::taken)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("contract order", VersionStep.MAJOR, false),
                        org.assertj.core.groups.Tuple.tuple("output port orders", VersionStep.MAJOR, false),
                        org.assertj.core.groups.Tuple.tuple("output port orders-history", VersionStep.MAJOR, false),
                        org.assertj.core.groups.Tuple.tuple("product", VersionStep.MAJOR, false));
        assertThat(found.affected())
                .extracting(ProductDifference.Affected::principal, ProductDifference.Affected::topic)
                .contains(org.assertj.core.groups.Tuple.tuple("User:bi", "checkout.orders.orders.v1"));
    }

    @Test
    void shouldBeContentWhenAMinorStepWasTakenForACompatibleChange() throws IOException {
        copy("now");
        replace(CONTRACT, "- {name: shipped_at,", "- {name: note, logicalType: string}\n  - {name: shipped_at,");
        replace(CONTRACT, "version: 1.0.0", "version: 1.1.0");
        replace(PRODUCT, "name: orders\nversion: 1.0.0", "name: orders\nversion: 1.1.0");

        ProductDifference found = differences().get(0);

        assertThat(found.stepMissing()).as(found.steps().toString()).isFalse();
        assertThat(found.affected()).isEmpty();
    }

    /** They cannot be rolled out one by one, which the one who reads the comparison plans before. */
    @Test
    void shouldSayThatVersionsWithOtherPortsCannotRunBesideEachOther() throws IOException {
        copy("now");
        replace(PRODUCT, "name: orders-history", "name: orders-log");

        assertThat(differences().get(0).differences())
                .filteredOn(difference -> difference.element().startsWith("output port"))
                .hasSize(2)
                .allSatisfy(port -> assertThat(port.why()).contains("stop the old ones before the new one starts"));
    }

    @Test
    void shouldTellProductsThatCameAndWent() throws IOException {
        copy("now");
        Files.delete(folder.resolve("now/checkout/payments/product.odps.yaml"));

        assertThat(differences().get(0).product()).isEqualTo("checkout.payments");
        assertThat(differences().get(0).to()).isEmpty();
    }

    private List<ProductDifference> differences() {
        return MeshDifference.between(Mesh.load(BASE, MeshOptions.DEFAULT), now());
    }

    private List<ProductDifference> between(String old) {
        return MeshDifference.between(Mesh.load(folder.resolve(old), MeshOptions.DEFAULT), now());
    }

    private Mesh now() {
        return Mesh.load(folder.resolve("now"), MeshOptions.DEFAULT);
    }

    private void copy(String target) throws IOException {
        try (Stream<Path> files = Files.walk(BASE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(target).resolve(BASE.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private void append(String mesh, String text) throws IOException {
        Path path = folder.resolve(mesh).resolve(CONTRACT);
        Files.writeString(path, Files.readString(path) + text);
    }

    private void replace(String file, String text, String replacement) throws IOException {
        Path path = folder.resolve("now").resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(text);
        int at = before.indexOf(text);
        Files.writeString(path, before.substring(0, at) + replacement + before.substring(at + text.length()));
    }

    private static final String QUALITY = "  quality:\n  - {name: shipped_after_placed, type: custom, engine: cel,"
            + " implementation: \"row.shipped_at == null || row.shipped_at >= row.placed_at\"}\n";
}
