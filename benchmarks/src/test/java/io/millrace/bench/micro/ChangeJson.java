package io.millrace.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.product.Product;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A table of orders as a foreign connector writes its changes in JSON, and the product that reads them. */
final class ChangeJson {
    private static final Map<String, String> FILES = Map.of(
            "mesh.yaml",
            "name: changes\n",
            "order-changed.odcs.yaml",
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: bench.order-changed
            version: 1.0.0
            status: active
            servers: [{server: theirs, type: kafka, host: "localhost:9092", format: debezium-json}]
            schema:
            - name: OrderChanged
              physicalName: shopdb.public.orders
              properties:
              - {name: order_id, logicalType: integer}
              - {name: customer_id, logicalType: integer}
              - {name: status, logicalType: string}
              - {name: total, logicalType: number, physicalType: "numeric(12,2)"}
              - {name: currency, logicalType: string}
              - {name: gift, logicalType: boolean}
              - {name: placed_on, logicalType: date}
              - {name: placed_at, logicalType: timestamp, physicalType: timestamp}
            """,
            "order.odcs.yaml",
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: bench.order
            version: 1.0.0
            status: active
            schema:
            - name: Order
              properties:
              - {name: order_id, logicalType: integer, primaryKey: true, required: true}
              - {name: customer_id, logicalType: integer, required: true}
              - {name: status, logicalType: string, required: true}
              - {name: total, logicalType: number, physicalType: "decimal(12,2)", required: true}
              - {name: currency, logicalType: string, required: true}
              - {name: gift, logicalType: boolean, required: true}
              - {name: placed_on, logicalType: date, required: true}
              - {name: placed_at, logicalType: timestamp, required: true}
            """,
            "product.odps.yaml",
            """
            apiVersion: v1.0.0
            kind: DataProduct
            id: bench.orders
            name: orders
            domain: bench
            version: 1.0.0
            status: active
            team: {name: bench}
            inputPorts: [{name: orders, version: 1.0.0, contractId: bench.order-changed}]
            outputPorts: [{name: orders, version: 1.0.0, contractId: bench.order}]
            """);

    private static final List<String> COLUMNS = List.of(
            "int64 order_id",
            "int64 customer_id",
            "string status",
            "bytes total org.apache.kafka.connect.data.Decimal",
            "string currency",
            "boolean gift",
            "int32 placed_on io.debezium.time.Date",
            "int64 placed_at io.debezium.time.MicroTimestamp");

    private ChangeJson() {}

    static Product product() throws IOException {
        Path folder = Files.createTempDirectory("change-json");
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        return Mesh.load(folder, MeshOptions.DEFAULT).products().get(0);
    }

    static List<byte[]> values(int count, boolean schema) {
        Random random = new Random(11);
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String envelope = envelope(random, i);
            String text = schema ? "{\"schema\":" + schemaBlock() + ",\"payload\":" + envelope + "}" : envelope;
            values.add(text.getBytes(UTF_8));
        }
        return values;
    }

    private static String envelope(Random random, int i) {
        String before = row(random, i);
        String after = row(random, i);
        return "{\"before\":" + before + ",\"after\":" + after
                + ",\"source\":{\"version\":\"3.6.1.Final\",\"connector\":\"postgresql\",\"name\":\"shopdb\",\"ts_ms\":"
                + (1_767_225_600_000L + i) + ",\"snapshot\":\"false\",\"db\":\"shop\",\"sequence\":\"[\\\"" + (i + 1)
                + "00\\\",\\\""
                + (i + 1) + "10\\\"]\",\"schema\":\"public\",\"table\":\"orders\",\"txId\":" + (700 + i) + ",\"lsn\":"
                + (i + 1)
                + "10,\"xmin\":null},\"transaction\":null,\"op\":\"u\",\"ts_ms\":" + (1_767_225_600_100L + i) + "}";
    }

    private static String row(Random random, int i) {
        byte[] total = BigDecimal.valueOf(random.nextInt(10_000_000), 2)
                .unscaledValue()
                .toByteArray();
        return "{\"order_id\":" + (1_000_000 + i) + ",\"customer_id\":" + random.nextInt(100_000)
                + ",\"status\":\"" + (random.nextBoolean() ? "paid" : "shipped") + "\",\"total\":\""
                + Base64.getEncoder().encodeToString(total) + "\",\"currency\":\"EUR\",\"gift\":" + random.nextBoolean()
                + ",\"placed_on\":" + (20_000 + random.nextInt(500)) + ",\"placed_at\":"
                + (1_767_225_600_000_000L + random.nextInt()) + "}";
    }

    /** As Kafka Connect's converter writes it: both rows and the source, field by field. */
    private static String schemaBlock() {
        StringBuilder block = new StringBuilder("{\"type\":\"struct\",\"fields\":[");
        for (String row : List.of("before", "after")) {
            block.append("{\"type\":\"struct\",\"fields\":[");
            for (String column : COLUMNS) {
                String[] words = column.split(" ", -1);
                block.append("{\"type\":\"").append(words[0]).append("\",\"optional\":false,");
                if (words.length > 2) {
                    block.append("\"name\":\"").append(words[2]).append("\",\"version\":1,");
                }
                block.append("\"field\":\"").append(words[1]).append("\"},");
            }
            block.setCharAt(block.length() - 1, ']');
            block.append(",\"optional\":true,\"name\":\"shopdb.public.orders.Value\",\"field\":\"")
                    .append(row)
                    .append("\"},");
        }
        block.append("{\"type\":\"struct\",\"fields\":[");
        for (String field : List.of(
                "version",
                "connector",
                "name",
                "ts_ms",
                "snapshot",
                "db",
                "sequence",
                "schema",
                "table",
                "txId",
                "lsn",
                "xmin")) {
            block.append("{\"type\":\"string\",\"optional\":true,\"field\":\"")
                    .append(field)
                    .append("\"},");
        }
        block.setCharAt(block.length() - 1, ']');
        return block.append(
                        ",\"optional\":false,\"name\":\"io.debezium.connector.postgresql.Source\",\"field\":\"source\"},")
                .append("{\"type\":\"string\",\"optional\":false,\"field\":\"op\"},")
                .append("{\"type\":\"int64\",\"optional\":true,\"field\":\"ts_ms\"}],")
                .append("\"optional\":false,\"name\":\"shopdb.public.orders.Envelope\",\"version\":2}")
                .toString();
    }
}
