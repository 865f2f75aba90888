package io.millrace.tests.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A product over one table of somebody's database: over the captured table, whose form is that of Connect's Avro converter,
 * or over a JSON topic that they declare.
 *
 * @param thing what a row is, such as {@code booking}; the table adds an {@code s}, the key {@code _id}
 * @param theirs properties of the JSON topic, as YAML entries of a list
 * @param ours properties of the output
 */
record LegacyMesh(String thing, String theirs, String ours) {
    private static final String MESH = "name: legacy\n";
    private static final String DOMAIN = "domain: legacy\nowner: legacy-team\n";

    /** The topic that the connector writes. */
    String topic() {
        return "legacy." + thing + "s.cdc";
    }

    /** Writes the mesh for one of {@link JudgedTopic#FORMATS}; returns its folder. */
    Path write(Path parent, String format) throws IOException {
        boolean avro = format.equals("avro");
        Path folder = Files.createDirectories(parent.resolve("mesh-" + format));
        Files.writeString(folder.resolve("mesh.yaml"), MESH);
        Files.writeString(folder.resolve("domain.yaml"), DOMAIN);
        if (avro) {
            Files.writeString(folder.resolve("legacy-db.source.yaml"), """
                    source: legacy-db
                    type: postgresql
                    connection: {database: legacy, user: reader}
                    heartbeat: PT1S
                    tables:
                    - {table: public.%1$ss, domain: legacy, key: [%1$s_id]}
                    """.formatted(thing));
        } else {
            Files.writeString(folder.resolve("changed.odcs.yaml"), """
                    apiVersion: v3.1.0
                    kind: DataContract
                    id: legacy.%1$s-changed
                    version: 1.0.0
                    status: active
                    servers:
                    - {server: theirs, type: kafka, host: "broker.legacy.example:9092", format: debezium-json}
                    schema:
                    - name: Changed
                      physicalName: %2$s
                      properties:
                    %3$s""".formatted(thing, topic(), theirs.indent(2)));
        }
        Files.writeString(folder.resolve("product.odps.yaml"), """
                apiVersion: v1.0.0
                kind: DataProduct
                id: legacy.%1$ss
                name: %1$ss
                domain: legacy
                version: 1.0.0
                status: active
                inputPorts:
                - name: %1$ss
                  version: 1.0.0
                  contractId: %2$s
                outputPorts:
                - name: %1$ss
                  version: 1.0.0
                  contractId: legacy.%1$s
                  customProperties: [{property: millrace, value: {view: latest}}]
                """.formatted(
                thing, avro ? "source:legacy-db/public.%ss".formatted(thing) : "legacy.%s-changed".formatted(thing)));
        Files.writeString(folder.resolve(thing + ".odcs.yaml"), """
                apiVersion: v3.1.0
                kind: DataContract
                id: legacy.%1$s
                version: 1.0.0
                status: active
                schema:
                - name: Row
                  properties:
                %2$s""".formatted(thing, ours.indent(2)));
        return folder;
    }
}
