package io.millrace.tests.change;

import io.millrace.tests.support.CapturedMesh;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.OutputPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One source with a table for each change, and one product that has a history of each; a trigger notes what is written. */
final class ChangingMesh implements AutoCloseable {
    private static final String PRODUCT = "shapes.tables";

    private static final String NOTES = """
            CREATE TABLE noted (seq bigserial PRIMARY KEY, tab text, op text, id text, a text, shape text);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE now jsonb := to_jsonb(NEW); BEGIN
              INSERT INTO noted (tab, op, id, a, shape) VALUES (TG_TABLE_NAME,
                CASE TG_OP WHEN 'INSERT' THEN 'c' ELSE 'u' END, now ->> 'id', coalesce(now ->> 'a', 'null'), now ->> 'shape');
              RETURN NULL;
            END $$;
            """;

    private final String environment;
    private final Path folder;
    private final CapturedMesh mesh;

    /** What was written to a table, in the order of its rows. */
    record Noted(String operation, String id, String a, String shape) {}

    ChangingMesh(Path folder, String environment) throws Exception {
        this.environment = environment;
        this.folder = folder;
        String[] tables = Stream.concat(
                        Stream.of(NOTES), Stream.of(TableChange.values()).map(TableChange::create))
                .toArray(String[]::new);
        this.mesh = new CapturedMesh(folder, environment, writeMesh(folder.resolve("mesh")), "shapes", tables);
    }

    private static Path writeMesh(Path mesh) throws Exception {
        var tables = new StringBuilder();
        var inputs = new StringBuilder();
        var outputs = new StringBuilder();
        Files.createDirectories(mesh.resolve("shapes/tables"));
        for (TableChange each : TableChange.values()) {
            String table = each.table();
            tables.append("- {table: public.%1$s, domain: shapes, entity: %1$s}%n".formatted(table));
            inputs.append(
                    "- {name: %1$s, version: 1.0.0, contractId: \"source:shapes/public.%1$s\"}%n".formatted(table));
            outputs.append(
                    "- {name: %1$s, version: 1.0.0, contractId: shapes.tables.%1$s, customProperties: [{property: millrace, value: {view: history}}]}%n"
                            .formatted(table));
            Files.writeString(mesh.resolve("shapes/tables/" + table + ".odcs.yaml"), """
                    apiVersion: v3.1.0
                    kind: DataContract
                    id: shapes.tables.%1$s
                    version: 1.0.0
                    status: active
                    schema:
                    - name: %3$s
                      properties:
                      - {name: id, logicalType: integer, physicalType: int, primaryKey: true, required: true, transformLogic: %1$s.after.id}
                      - {name: a, %2$s, transformLogic: %1$s.after.a}
                      - {name: shape, logicalType: string, required: true, transformLogic: %1$s.after.shape}
                    """.formatted(
                            table, each.property(), each.record()));
        }
        Files.writeString(mesh.resolve("mesh.yaml"), "name: changing\n");
        Files.writeString(mesh.resolve("shapes/domain.yaml"), """
                domain: shapes
                owner: shapes-team
                partitions: 1
                """);
        Files.writeString(mesh.resolve("shapes.source.yaml"), """
                source: shapes
                type: postgresql
                connection: {host: localhost, database: postgres, user: postgres}
                heartbeat: PT1S
                tables:
                """ + tables);
        Files.writeString(mesh.resolve("shapes/tables/product.odps.yaml"), """
                apiVersion: v1.0.0
                kind: DataProduct
                id: shapes.tables
                name: tables
                version: 1.0.0
                status: active
                customProperties: [{property: millrace, value: {failureBudget: {share: 1}}}]
                inputPorts:
                """ + inputs + "outputPorts:\n" + outputs);
        return mesh;
    }

    ManagedProcess start(String command) throws Exception {
        return ManagedProcess.start(log(command), List.of(mesh.arguments(command)));
    }

    /** What a command prints. */
    Path log(String command) {
        return folder.resolve(command + ".log");
    }

    OutputPort port(TableChange change) {
        return new OutputPort(mesh.brokers(), product() + "." + change.table() + ".v1", List.of("id", "a", "shape"));
    }

    /** What the names of all topics of the product begin with. */
    String product() {
        return environment + "." + PRODUCT;
    }

    /** The topic of a table. */
    String raw(TableChange change) {
        return environment + ".shapes." + change.table() + ".cdc";
    }

    String bootstrapServers() {
        return mesh.brokers().bootstrapServers();
    }

    Connection connect() throws Exception {
        return mesh.connect();
    }

    void sql(String... statements) throws Exception {
        mesh.sql(statements);
    }

    /** All that was written and committed. */
    Map<TableChange, List<Noted>> noted() throws Exception {
        Map<TableChange, List<Noted>> noted = new EnumMap<>(TableChange.class);
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT tab, op, id, a, shape FROM noted ORDER BY seq")) {
            while (row.next()) {
                noted.computeIfAbsent(
                                TableChange.valueOf(row.getString(1).toUpperCase(java.util.Locale.ROOT)),
                                each -> new ArrayList<>())
                        .add(new Noted(row.getString(2), row.getString(3), row.getString(4), row.getString(5)));
            }
        }
        return noted;
    }

    @Override
    public void close() {
        mesh.close();
    }
}
