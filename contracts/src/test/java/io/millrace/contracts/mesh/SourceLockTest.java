package io.millrace.contracts.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.source.LockText;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLockTest {
    private static final String LOCK = "sources/shop-db.lock.yaml";
    private static final String SOURCE = "sources/shop-db.source.yaml";
    private static final String ORDER = "checkout/orders/order.odcs.yaml";
    private static final String PRODUCT = "checkout/orders/product.odps.yaml";

    private static final TableShape ORDERS = table(
            List.of("order_id"),
            ReplicaIdentity.FULL,
            column("order_id", "bigint"),
            column("customer_id", "bigint"),
            column("email", "text"),
            column("status", "text"),
            column("total", "numeric(12,2)"),
            column("currency", "text"),
            column("placed_at", "timestamp with time zone"),
            column("shipped_at", "timestamp with time zone"),
            new Column("total_net", "numeric(12,2)", true, true));

    private static final TableShape LINES =
            table(List.of("line_no"), ReplicaIdentity.DEFAULT, column("line_no", "integer"));

    @TempDir
    Path temporary;

    private MeshFolder folder;

    @BeforeEach
    void copy() throws IOException {
        folder = MeshFolder.copyOfBase(temporary.resolve("mesh"));
    }

    @Test
    void shouldNoteOnceThatASourceIsNotLocked() {
        assertThat(folder.findings()).isEmpty();
        assertThat(folder.notes())
                .containsExactly("sources/shop-db.source.yaml:1:1: note: source: Source 'shop-db' is not locked, so"
                        + " columns and their types are not checked before records come. Run 'millrace lock' where its"
                        + " database can be reached.");
    }

    @Test
    void shouldGiveInputPortsTheColumnsOfTheirTable() {
        lock(ORDERS);

        assertThat(folder.findings()).isEmpty();
        assertThat(folder.notes()).isEmpty();
        Mesh mesh = Mesh.load(folder.root(), MeshOptions.DEFAULT);
        assertThat(mesh.sources().get(0).table("public.orders").orElseThrow().shape())
                .contains(ORDERS);
        InputPort orders = mesh.products().get(0).inputPorts().get(0);
        assertThat(orders.table()).contains(ORDERS);
    }

    @Test
    void shouldRefuseAColumnThatTheTableDoesNotHave() {
        lock(ORDERS);
        folder.replace(ORDER, "{name: status,", "{name: state,");

        assertThat(folder.findings())
                .anySatisfy(finding -> assertThat(finding)
                        .contains(
                                ORDER,
                                "error: schema[0].properties[",
                                "Path 'orders.after.state': table public.orders has no column 'state'. Did you mean"
                                        + " 'status'?",
                                "run 'millrace lock' again"));
    }

    @Test
    void shouldRefuseAnUnknownColumnInsideAnExpression() {
        lock(ORDERS);
        folder.replace(ORDER, "{name: status,", "{name: status, transformLogic: \"orders.after.statsu + 'x'\",");

        assertThat(folder.findings())
                .anySatisfy(finding -> assertThat(finding).contains("'orders.after.statsu'", "Did you mean 'status'?"));
    }

    @Test
    void shouldRefuseColumnsThatAreNotInTheLog() {
        lock(ORDERS);
        folder.replace(ORDER, "{name: status,", "{name: status, transformLogic: orders.after.total_net,");

        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains("computes column 'total_net' (GENERATED ALWAYS AS)", "Compute it in transformLogic.");
    }

    @Test
    void shouldRefuseColumnsThatCannotBeCaptured() {
        lock(withShape());

        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains(
                        SOURCE,
                        "Table public.orders has column 'shape' of type circle, which cannot be captured. Write"
                                + " 'exclude: [shape]' at the table.");
    }

    @Test
    void shouldNotKnowColumnsThatTheSourceExcludes() {
        lock(withShape());
        folder.replace(
                SOURCE, "public.orders, domain: checkout}", "public.orders, domain: checkout, exclude: [shape]}");
        assertThat(folder.findings()).isEmpty();

        folder.replace(ORDER, "{name: status,", "{name: status, transformLogic: orders.after.shape,");
        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains("table public.orders has no column 'shape'", "what the source excludes is not captured");
    }

    @Test
    void shouldRefuseToExcludeTheKeyOrWhatIsNotThere() {
        lock(ORDERS);
        folder.replace(
                SOURCE,
                "public.orders, domain: checkout}",
                "public.orders, domain: checkout, exclude: [order_id, statsu]}");

        assertThat(folder.findings())
                .anySatisfy(finding ->
                        assertThat(finding).contains("Column 'order_id' of table public.orders is in the key"))
                .anySatisfy(finding -> assertThat(finding)
                        .contains("Table public.orders has no column 'statsu' to exclude. Did you mean 'status'?"));
    }

    @Test
    void shouldRefuseAPrimaryKeyOtherThanTheTables() {
        lock(new TableShape(ORDERS.columns(), List.of("order_id", "status"), ReplicaIdentity.FULL));

        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains(
                        ORDER,
                        "The primary key of the contract is made of order_id, but that of table public.orders is"
                                + " order_id, status.");
    }

    @Test
    void shouldTakeTheKeyThatTheSourceDeclaresForTheTables() {
        lock(new TableShape(ORDERS.columns(), List.of(), ReplicaIdentity.FULL));
        folder.replace(
                SOURCE,
                "{table: public.orders, domain: checkout}",
                "{table: public.orders, domain: checkout, key: [order_id]}");

        assertThat(folder.findings()).isEmpty();
    }

    @Test
    void shouldRefuseAKeyThatTheLockedTableCannotHave() {
        lock(ORDERS);
        folder.replace(
                SOURCE,
                "{table: public.orders, domain: checkout}",
                "{table: public.orders, domain: checkout, key: [ordr_id]}");
        folder.replace(SOURCE, "domain: checkout, partitions: 4", "domain: checkout, key: [remark], partitions: 4");
        folder.write(
                LOCK,
                LockText.of(
                        "shop-db",
                        new TreeMap<>(Map.of(
                                "public.orders",
                                ORDERS,
                                "public.order_lines",
                                table(
                                        List.of("line_no"),
                                        ReplicaIdentity.FULL,
                                        column("line_no", "integer"),
                                        new Column("remark", "text", true, false))))));

        assertThat(folder.findings())
                .anySatisfy(found -> assertThat(found)
                        .contains(SOURCE, "Table 'public.orders' has no column 'ordr_id'", "Did you mean 'order_id'?"))
                .anySatisfy(found -> assertThat(found)
                        .contains("'remark'", "'public.order_lines' may be null", "ALTER COLUMN remark SET NOT NULL;"));
    }

    @Test
    void shouldRefuseDeletedRowsOfATableThatDoesNotLogThem() {
        lock(new TableShape(ORDERS.columns(), ORDERS.primaryKey(), ReplicaIdentity.DEFAULT));
        folder.replace(
                PRODUCT,
                "- name: orders-history",
                "- customProperties: [{property: millrace, value: {deletes: marker}}]\n  name: orders-history");

        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains(PRODUCT, "ALTER TABLE public.orders REPLICA IDENTITY FULL;", "or write 'tombstone'");
    }

    @Test
    void shouldRefuseALockThatWasChangedByHand() {
        lock(ORDERS);
        folder.replace(LOCK, "name: status, type: text", "name: status, type: integer");

        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains(LOCK, "fingerprint: The entry was changed by hand");
    }

    @Test
    void shouldWarnOfALockThatFitsNoSourceOrLacksATable() {
        folder.write(LOCK, LockText.of("shop-bd", Map.of()));
        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains("warning", "no source 'shop-bd'", "Did you mean 'shop-db'?");

        folder.write(LOCK, LockText.of("shop-db", Map.of()));
        assertThat(folder.findings())
                .singleElement()
                .asString()
                .contains("warning", "does not know public.orders, public.order_lines", "Run 'millrace lock' again");
    }

    @Test
    void shouldReadSourcesThoughContractsAreWrong() {
        folder.replace(ORDER, "{name: status,", "{nmae: status,");

        assertThat(MeshSources.load(folder.root(), MeshOptions.DEFAULT).sources())
                .singleElement()
                .satisfies(source -> assertThat(source.lockFile()).isEqualTo(LOCK));
    }

    @Test
    void shouldTellShapesApartByTheirFingerprint() {
        List<TableShape> shapes = new ArrayList<>();
        shapes.add(ORDERS);
        shapes.add(new TableShape(ORDERS.columns(), List.of(), ReplicaIdentity.FULL));
        shapes.add(new TableShape(ORDERS.columns(), List.of("order_id"), ReplicaIdentity.DEFAULT));
        shapes.add(new TableShape(ORDERS.columns().subList(1, 9), List.of("order_id"), ReplicaIdentity.FULL));

        assertThat(shapes.stream().map(TableShape::fingerprint)).doesNotHaveDuplicates();
    }

    private void lock(TableShape orders) {
        folder.write(
                LOCK,
                LockText.of("shop-db", new TreeMap<>(Map.of("public.orders", orders, "public.order_lines", LINES))));
    }

    private static TableShape withShape() {
        List<Column> columns = new ArrayList<>(ORDERS.columns());
        columns.add(column("shape", "circle"));
        return new TableShape(columns, ORDERS.primaryKey(), ORDERS.replicaIdentity());
    }

    private static Column column(String name, String type) {
        return new Column(name, type, false, false);
    }

    private static TableShape table(List<String> key, ReplicaIdentity identity, Column... columns) {
        return new TableShape(List.of(columns), key, identity);
    }
}
