package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ConnectConfigTest {
    @Test
    void shouldPrintAConnectorPerSourceWithTheSameTopicsAndNoSecret() throws Exception {
        StringWriter out = new StringWriter();
        int code = Millrace.commandLine()
                .setOut(new PrintWriter(out))
                .execute(
                        "ingest",
                        "../examples/shop",
                        "--print-connect-config",
                        "--set",
                        "registry.url=http://registry:8081",
                        "--set",
                        "registry.username=me",
                        "--set",
                        "source.shop-db.database.host=db.example",
                        "--set",
                        "source.shop-db.database.password=open-sesame");

        assertThat(code).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).doesNotContain("open-sesame");
        JsonNode connector = new ObjectMapper().readTree(out.toString()).get(0);
        assertThat(connector.get("name").asText()).isEqualTo("shop-db");
        JsonNode config = connector.get("config");
        assertThat(config.get("connector.class").asText())
                .isEqualTo("io.debezium.connector.postgresql.PostgresConnector");
        assertThat(config.get("database.hostname").asText()).isEqualTo("db.example");
        assertThat(config.get("database.password").asText())
                .isEqualTo("${file:/etc/kafka-connect/secrets/shop-db.properties:password}");
        assertThat(config.get("table.include.list").asText()).contains("public\\.order_lines");
        assertThat(config.get("transforms.route-checkout.order-lines.replacement")
                        .asText())
                .isEqualTo("checkout.order-lines.cdc");
        assertThat(config.get("transforms.route-checkout.order-lines.regex").asText())
                .isEqualTo("shop\\-db\\.public\\.order_lines");
        assertThat(config.get("transforms").asText()).contains("key-checkout.orders", "route-checkout.orders");
        assertThat(config.get("transforms.key-checkout.orders.field").asText()).isEqualTo("order_id");
        assertThat(config.get("value.converter").asText()).isEqualTo("io.confluent.connect.avro.AvroConverter");
        assertThat(config.get("value.converter.schema.registry.url").asText()).isEqualTo("http://registry:8081");
        assertThat(config.get("snapshot.mode").asText()).isEqualTo("initial");
        assertThat(config.has("offset.mismatch.strategy")).isFalse();
        assertThat(out.toString()).as("classes that no worker has").doesNotContain("io.millrace");
    }
}
