package io.millrace.bench.validate;

import io.millrace.contracts.source.LockText;
import io.millrace.contracts.table.TableShape;
import io.millrace.contracts.table.TableShape.Column;
import io.millrace.contracts.table.TableShape.ReplicaIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a mesh of one domain: each product reads a locked table of its own and serves contracts with a filter, two
 * CEL rules, three masks and fifteen fields; three policies hold for all. No two contracts are alike in their
 * expressions, so that nothing is found in a cache which a real mesh would not find there.
 */
final class LargeMesh {
    private static final int NOTES = 5;
    private final Path root;
    private final int products;
    private final int contractsPerProduct;

    LargeMesh(Path root, int products, int contractsPerProduct) {
        this.root = root;
        this.products = products;
        this.contractsPerProduct = contractsPerProduct;
    }

    void write() throws IOException {
        write("mesh.yaml", "name: large\n");
        write("shop/domain.yaml", """
                domain: shop
                owner: shop-team
                support: "#shop"
                namespace: shop
                partitions: 3
                retention: P14D
                masking: policies/masking.yaml
                """);
        write("shop/policies/masking.yaml", """
                kinds:
                  customer-id: {strategy: pseudonymize, joinDomain: shop.customer}
                  email: {strategy: pseudonymize, joinDomain: shop.email, canonical: lower-case}
                  iban: {strategy: partial, last: 4}
                """);
        write("shop/policies/shop.policy.yaml", """
                policies:
                - {id: topics, about: port, level: error, condition: "port.topic.startsWith('shop.')", message: Wrong topic.}
                - {id: kept, about: contract, level: error, condition: "contract.retention <= duration('8760h')", message: Kept too long.}
                - {id: names, about: field, level: error, condition: "field.name.matches('[a-z][a-z0-9_]*')", message: Wrong name.}
                """);
        source();
        for (int product = 0; product < products; product++) {
            product(product);
            for (int contract = 0; contract < contractsPerProduct; contract++) {
                contract(product, contract);
            }
        }
    }

    private void source() throws IOException {
        StringBuilder text = new StringBuilder("""
                source: shop-db
                type: postgresql
                connection: {host: localhost, port: 5432, database: shop, user: millrace}
                slot: millrace_shop
                publication: millrace_shop
                heartbeat: PT5S
                tables:
                """);
        Map<String, TableShape> tables = new LinkedHashMap<>();
        for (int product = 0; product < products; product++) {
            text.append("- {table: public.orders_%1$d, domain: shop, entity: orders-%1$d}%n".formatted(product));
            tables.put("public.orders_" + product, table());
        }
        write("sources/shop-db.source.yaml", text.toString());
        write("sources/shop-db.lock.yaml", LockText.of("shop-db", tables));
    }

    private static TableShape table() {
        List<Column> columns = new ArrayList<>(List.of(
                column("order_id", "bigint"),
                column("customer_id", "bigint"),
                column("email", "text"),
                column("iban", "text"),
                column("status", "text"),
                column("quantity", "bigint"),
                column("total", "numeric(12,2)"),
                column("currency", "text"),
                column("placed_at", "timestamp with time zone"),
                new Column("shipped_at", "timestamp with time zone", true, false)));
        for (int note = 0; note < NOTES; note++) {
            columns.add(new Column("note_" + note, "text", true, false));
        }
        return new TableShape(columns, List.of("order_id"), ReplicaIdentity.FULL);
    }

    private static Column column(String name, String type) {
        return new Column(name, type, false, false);
    }

    private void product(int product) throws IOException {
        StringBuilder text = new StringBuilder("""
                apiVersion: v1.0.0
                kind: DataProduct
                id: shop.p%1$d
                name: p%1$d
                domain: shop
                version: 1.0.0
                status: active
                description: {purpose: Orders.}
                inputPorts:
                - {name: orders, version: 1.0.0, contractId: "source:shop-db/public.orders_%1$d"}
                outputPorts:
                """.formatted(product));
        for (int contract = 0; contract < contractsPerProduct; contract++) {
            text.append("""
                    - name: view-%2$d
                      version: 1.0.0
                      contractId: shop.p%1$d.order-%2$d
                      customProperties: [{property: millrace, value: {view: %3$s}}]
                    """.formatted(product, contract, contract % 2 == 0 ? "history" : "latest"));
        }
        write("shop/p" + product + "/product.odps.yaml", text.toString());
    }

    private void contract(int product, int contract) throws IOException {
        StringBuilder text = new StringBuilder("""
                apiVersion: v3.1.0
                kind: DataContract
                id: shop.p%1$d.order-%2$d
                version: 1.0.0
                status: active
                description: {purpose: Orders.}
                schema:
                - name: Order%2$d
                  customProperties: [{property: millrace, value: {filter: "orders.after.status != 'draft-%1$d-%2$d'"}}]
                  quality:
                  - {name: shipped_after_placed, type: custom, engine: cel, severity: error, implementation: "row.shipped_at == null || row.shipped_at >= row.placed_at"}
                  - {name: few, type: custom, engine: cel, severity: error, implementation: "row.quantity * %2$d <= 1000 && row.status != 'lost-%1$d'"}
                  properties:
                  - {name: order_id, logicalType: integer, primaryKey: true, required: true, description: Its number.}
                  - {name: customer, logicalType: string, required: true, transformLogic: orders.after.customer_id, tags: ["pii:customer-id"], description: Who.}
                  - {name: email, logicalType: string, tags: ["pii:email"], description: Where to write.}
                  - {name: iban, logicalType: string, tags: ["pii:iban"], description: Who pays.}
                  - {name: status, logicalType: string, required: true, description: How far it is.}
                  - {name: quantity, logicalType: integer, required: true, description: How many.}
                  - {name: total, logicalType: number, physicalType: "decimal(12,2)", required: true, logicalTypeOptions: {minimum: 0}, description: How much.}
                  - {name: currency, logicalType: string, required: true, logicalTypeOptions: {pattern: "[A-Z]{3}"}, description: Of the total.}
                  - {name: placed_at, logicalType: timestamp, required: true, description: When it was placed.}
                  - {name: shipped_at, logicalType: timestamp, description: When it left.}
                """.formatted(product, contract));
        for (int note = 0; note < NOTES; note++) {
            text.append("  - {name: note_%d, logicalType: string, description: What was noted.}%n".formatted(note));
        }
        text.append("slaProperties: [{property: retention, value: 90, unit: d}]\n");
        write("shop/p" + product + "/order-" + contract + ".odcs.yaml", text.toString());
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
